import { isSameDocument, type SeenPolicy } from "../core/cut-policy.ts";
import { CloudError } from "../core/identity-center.ts";
import { keptUntil } from "../core/kept-cuts.ts";
import { addMilliseconds } from "../core/time.ts";
import { type CutRow, findOpenCuts } from "../store/credential-cuts.ts";
import { type CutPolicyRow, findCutPolicy, letGoOfCutPolicy, takeCutPolicy } from "../store/cut-policy.ts";
import type { Trx } from "../store/database.ts";
import { readSettings } from "../store/settings.ts";
import { bringAbout } from "./bring-about-cut-policy.ts";
import type { CommandContext } from "./context.ts";
import { recordPolicyTrouble } from "./cut-policy-trouble.ts";
import { type CutWork, LeaseLost, leaseMs, save, type Turn } from "./cut-policy-turn.ts";
import { keepAfterRestore, letGoOfKept } from "./keep-after-restore.ts";
import { makePlan, type Plan, settlingOf } from "./plan-cut-policy.ts";
import { findRestoredCuts, type RestoredCuts } from "./restored-cuts.ts";
import { lapseCuts, settleCuts } from "./settle-cuts.ts";

/** AWS is read again this often while something is in force: somebody may have changed the policy by hand. */
const lookEveryMs = 60_000;

/** Whatever AWS was seen to hold is settled together. */
const settle = async (trx: Trx, { ctx }: Turn, facts: { plan: Plan; now: Date }): Promise<void> => {
  await settleCuts(trx, ctx, settlingOf(facts.plan, facts.now));
  await letGoOfKept(trx, ctx, { over: facts.plan.over, now: facts.now });
};

const confirm = (turn: Turn, plan: Plan, seen: SeenPolicy | undefined): Promise<void> => {
  const { ctx } = turn;
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (trx) => {
    const change = {
      ...{ policyId: seen?.id ?? null, mayExist: seen !== undefined, content: seen?.content ?? null, written: null },
      ...{ targetId: plan.wanted?.targetId ?? null, confirmedAt: now },
      ...{ attempts: 0, lastError: null, isRefused: false, failingSince: null, retryAt: null },
    };
    await save(turn, change, trx);
    await settle(trx, turn, { plan, now });
  });
};

/** What AWS was last seen to hold is what is wanted, and that was not long ago. */
const isUpToDate = (row: CutPolicyRow | undefined, plan: Plan): boolean => {
  if (!row) return plan.wanted === undefined;
  if (!plan.wanted) return !row.mayExist;
  const isSeen =
    row.content !== null && isSameDocument(row.content, plan.wanted.content) && row.targetId === plan.wanted.targetId;
  return isSeen && row.confirmedAt !== null && addMilliseconds(row.confirmedAt, lookEveryMs) > plan.plannedAt;
};

/** Said only while nobody else works on the policy: then somebody else knows better. */
const tooSlow = () =>
  new CloudError({
    problem: "unavailable",
    operation: "DescribePolicy",
    message: "AWS took so long to answer that Stint began anew.",
  });

type Need = { open: readonly CutRow[]; known: CutPolicyRow | undefined; restored: RestoredCuts };

const findNeed = async (ctx: CommandContext): Promise<Need> => ({
  open: await findOpenCuts(ctx.db),
  known: await findCutPolicy(ctx.db),
  restored: await findRestoredCuts(ctx.db, ctx.clock.now()),
});

/** Something is or was to be cut, or kept. */
const hasToDo = ({ open, known, restored }: Need): boolean =>
  open.length > 0 || known?.mayExist === true || restored.kept.length > 0 || restored.over.length > 0;

/** Where cutting was never set up AWS refuses to be looked at after a restore, and rightly so. */
const isNobodysTrouble = async (ctx: CommandContext, problem: CloudError): Promise<boolean> =>
  problem.problem === "refused" &&
  !hasToDo(await findNeed(ctx)) &&
  (await readSettings(ctx.db)).cutIssuedCredentials === "never";

const takeTurn = async (turn: Turn): Promise<void> => {
  const { ctx, row, work } = turn;
  const { unseen } = await findRestoredCuts(ctx.db, ctx.clock.now());
  if (unseen.length > 0) await keepAfterRestore(turn, unseen);
  const plan = await makePlan(ctx, work.target);
  if (isUpToDate(row, plan) && row.lastError === null)
    await ctx.db.transaction().execute((trx) => settle(trx, turn, { plan, now: plan.plannedAt }));
  else await confirm(turn, plan, await bringAbout(turn, plan));
};

/**
 * Brings AWS's policy to what must be denied now, reads it back, and only then says so: one worker at a time, and no call to AWS unless
 * something is or was to be cut, or the database was restored to an earlier moment. What somebody else did to the policy is undone and
 * told. Trouble is recorded and tried again; no end of an access waits for any of it. Answers when to look again.
 */
export const keepCuts = async (ctx: CommandContext, work: CutWork): Promise<Date | undefined> => {
  const need = await findNeed(ctx);
  if (!hasToDo(need) && need.restored.unseen.length === 0 && !need.known?.lastError) return undefined;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute((trx) => lapseCuts(trx, ctx, now));
  const { holder } = work;
  const row = await takeCutPolicy(ctx.db, {
    holder,
    now,
    until: addMilliseconds(now, leaseMs),
    newOwnerId: ctx.ids.newId(),
  });
  if (!row) return nextLook(ctx);
  try {
    await takeTurn({ ctx, work, row });
  } catch (problem) {
    const trouble = problem instanceof LeaseLost ? tooSlow() : problem;
    if (!(trouble instanceof CloudError)) throw problem;
    if (!(await isNobodysTrouble(ctx, trouble))) await recordPolicyTrouble(ctx, { holder, row, problem: trouble });
  } finally {
    await letGoOfCutPolicy(ctx.db, holder);
  }
  return nextLook(ctx);
};

/** When the next credentials expire, or AWS is to be tried or looked at again; undefined when nothing is left to do. */
const nextLook = async (ctx: CommandContext): Promise<Date | undefined> => {
  const need = await findNeed(ctx);
  const { open, known, restored } = need;
  if (!hasToDo(need) && restored.unseen.length === 0) return undefined;
  const soon = addMilliseconds(ctx.clock.now(), lookEveryMs);
  const ends = [...open.map(({ expiresAt }) => expiresAt), ...restored.kept.map(({ at }) => keptUntil(at))];
  const instants = [soon, known?.retryAt, known?.leaseUntil, ...ends];
  const future = instants.filter((at): at is Date => at instanceof Date && at > ctx.clock.now());
  return new Date(Math.min(...future.map((at) => at.getTime())));
};
