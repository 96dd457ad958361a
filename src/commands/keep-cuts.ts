import type { CutDocument } from "../core/cut-document.ts";
import { composeCuts } from "../core/cut-document.ts";
import {
  type CutPolicyApi,
  cutPolicyName,
  isSameDocument,
  nextPolicyStep,
  type PolicyStep,
  type SeenPolicy,
  type WantedPolicy,
} from "../core/cut-policy.ts";
import { CloudError } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { findOpenCuts, toCut } from "../store/credential-cuts.ts";
import {
  type CutPolicyChange,
  type CutPolicyRow,
  findCutPolicy,
  letGoOfCutPolicy,
  saveCutPolicy,
  takeCutPolicy,
} from "../store/cut-policy.ts";
import type { Db, Trx } from "../store/database.ts";
import { findRootId } from "../store/org-units.ts";
import { readSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";
import { notOurs, policyEntry, recordPolicyTrouble } from "./cut-policy-trouble.ts";
import { lapseCuts, loseCuts, type Settling, settleCuts } from "./settle-cuts.ts";

export type CutWork = {
  api: CutPolicyApi;
  /** Names this worker in the lease. */
  holder: string;
  /** To what the policy is attached; the root when undefined. */
  target?: string | undefined;
};

const leaseMs = 60_000;
/** AWS is read again this often while something is in force: somebody may have changed the policy by hand. */
const lookEveryMs = 60_000;
/** From nothing to attached takes two writes; more are needed only when somebody meddles all the time. */
const mostSteps = 8;

type Plan = {
  wanted: WantedPolicy | undefined;
  composed: CutDocument;
  /** The cuts that were known when it was made. */
  known: ReadonlySet<string>;
  isOff: boolean;
  plannedAt: Date;
};

const makePlan = async (ctx: CommandContext, target: string | undefined): Promise<Plan> => {
  const plannedAt = ctx.clock.now();
  const isOff = (await readSettings(ctx.db)).cutIssuedCredentials === "never";
  const open = await findOpenCuts(ctx.db);
  const live = isOff ? [] : open.filter(({ expiresAt }) => expiresAt > plannedAt);
  const composed = composeCuts(live.map(toCut));
  const plan = { composed, known: new Set(open.map(({ id }) => id)), isOff, plannedAt };
  if (composed.content === undefined) return { ...plan, wanted: undefined };
  const targetId = target ?? (await findRootId(ctx.db));
  if (targetId === undefined) throw notOurs("The organisation's root is not known yet: the directory was not read.");
  return { ...plan, wanted: { content: composed.content, targetId } };
};

type Turn = { ctx: CommandContext; work: CutWork; row: CutPolicyRow };

/** With each step the policy is kept for as long again; whoever was held up for longer writes nothing more. */
const save = async ({ ctx, work }: Turn, change: CutPolicyChange, db: Db | Trx = ctx.db): Promise<void> => {
  const now = ctx.clock.now();
  const held = await saveCutPolicy(db, { holder: work.holder, now, until: addMilliseconds(now, leaseMs), change });
  if (!held) throw new LeaseLost();
};

const settlingOf = ({ wanted, composed, known, plannedAt, isOff }: Plan, now: Date): Settling => ({
  ...{ composed: wanted && composed, known, plannedAt, isOff, now },
});

/** Somebody else works on the policy by now: nothing more is written from here. */
class LeaseLost extends Error {}

/** What AWS holds now; a policy of our name is ours only if our tag is on it. */
const look = async (turn: Turn): Promise<SeenPolicy | undefined> => {
  const { api } = turn.work;
  const { row } = turn;
  const known = row.policyId === null ? undefined : await api.read(row.policyId);
  if (known || !row.mayExist) return known;
  const found = await api.find();
  if (!found) return undefined;
  if (found.owner !== row.ownerId)
    throw notOurs(
      `A policy called ${cutPolicyName} is there and was not made by this Stint. If no other Stint uses it, detach and delete it.`,
    );
  await save(turn, { policyId: found.id });
  row.policyId = found.id;
  return api.read(found.id);
};

const perform = async (turn: Turn, step: Exclude<PolicyStep, { do: "nothing" }>, seen: SeenPolicy | undefined) => {
  const { work, row } = turn;
  const id = seen?.id ?? "";
  // Recorded before it is sent: an answer may get lost, and what we did ourselves is nobody's meddling.
  await save(turn, {
    mayExist: true,
    ...(step.do === "create" || step.do === "update" ? { written: step.content } : {}),
    ...(step.do === "detach" ? { targetId: null } : {}),
    ...(step.do === "remove" ? { content: null } : {}),
  });
  row.mayExist = true;
  switch (step.do) {
    case "create": {
      const policyId = await work.api.create({ content: step.content, owner: row.ownerId });
      await save(turn, { policyId });
      row.policyId = policyId;
      return;
    }
    case "update":
      return work.api.update(id, step.content);
    case "attach":
      return work.api.attach(id, step.targetId);
    case "detach":
      return work.api.detach(id, step.targetId);
    case "remove":
      return work.api.remove(id);
  }
};

/** Whether AWS holds something else than it did when we last looked, and not by our doing. */
const isMeddledWith = ({ row }: Turn, seen: SeenPolicy | undefined): boolean => {
  if (row.content === null) return false;
  if (!seen) return true;
  const ours = [row.content, row.written].some((content) => content !== null && isSameDocument(content, seen.content));
  return !ours || (row.targetId !== null && !seen.targets.includes(row.targetId));
};

/** Whoever did it: until it is put back, nothing is called cut. */
const tellMeddling = async (turn: Turn, seen: SeenPolicy | undefined): Promise<void> => {
  const { ctx } = turn;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (trx) => {
    // What was found is known from here on: the same is not told twice.
    await save(turn, { meddledAt: now, content: null, written: null }, trx);
    const found = seen ? { content: seen.content, targets: seen.targets } : null;
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      policyEntry("cut-policy.meddled", { found }),
      ...(await loseCuts(trx, now)),
    ]);
  });
};

const isAttached = (seen: SeenPolicy | undefined): boolean => seen !== undefined && seen.targets.length > 0;

/** A process that died while it took the policy away, and cutting was switched on again. */
const tellLost = async (turn: Turn): Promise<void> => {
  const { ctx } = turn;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (trx) => {
    await save(turn, {}, trx);
    const entries = await loseCuts(trx, now);
    if (entries.length > 0) await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
  });
};

/** What is attached nowhere denies nothing, whether or not it can be deleted. */
const settleUnattached = async (turn: Turn, plan: Plan): Promise<void> => {
  const { ctx } = turn;
  await ctx.db.transaction().execute(async (trx) => {
    await save(turn, {}, trx);
    await settleCuts(trx, ctx, settlingOf(plan, ctx.clock.now()));
  });
};

const bringAbout = async (turn: Turn, plan: Plan): Promise<SeenPolicy | undefined> => {
  for (let steps = 0; ; steps += 1) {
    const seen = await look(turn);
    if (steps === 0 && isMeddledWith(turn, seen)) await tellMeddling(turn, seen);
    else if (steps === 0 && plan.wanted && !isAttached(seen)) await tellLost(turn);
    const step = nextPolicyStep(plan.wanted, seen);
    if (step.do === "nothing") return seen;
    if (step.do === "remove") await settleUnattached(turn, plan);
    if (steps === mostSteps)
      throw new CloudError({
        problem: "conflict",
        operation: "DescribePolicy",
        message: "The policy does not stay as it was written.",
      });
    await perform(turn, step, seen);
  }
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
    await settleCuts(trx, ctx, settlingOf(plan, now));
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

/**
 * Brings AWS's policy to what must be denied now, reads it back, and only then says so: one worker at a time, and no call to AWS unless
 * something is or was to be cut. What somebody else did to the policy is undone and told. Trouble is recorded and tried again; no end of
 * an access waits for any of it. Answers when to look again.
 */
export const keepCuts = async (ctx: CommandContext, work: CutWork): Promise<Date | undefined> => {
  const open = await findOpenCuts(ctx.db);
  const known = await findCutPolicy(ctx.db);
  if (open.length === 0 && !known?.mayExist) return undefined;
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
  const turn = { ctx, work, row };
  try {
    const plan = await makePlan(ctx, work.target);
    if (isUpToDate(row, plan) && row.lastError === null) {
      await ctx.db.transaction().execute((trx) => settleCuts(trx, ctx, settlingOf(plan, now)));
    } else {
      await confirm(turn, plan, await bringAbout(turn, plan));
    }
  } catch (problem) {
    if (problem instanceof CloudError) await recordPolicyTrouble(ctx, { holder, row, problem });
    else if (!(problem instanceof LeaseLost)) throw problem;
  } finally {
    await letGoOfCutPolicy(ctx.db, holder);
  }
  return nextLook(ctx);
};

/** When the next credentials expire, or AWS is to be tried or looked at again; undefined when nothing is left to do. */
const nextLook = async (ctx: CommandContext): Promise<Date | undefined> => {
  const open = await findOpenCuts(ctx.db);
  const row = await findCutPolicy(ctx.db);
  if (open.length === 0 && !row?.mayExist) return undefined;
  const soon = addMilliseconds(ctx.clock.now(), lookEveryMs);
  const instants = [soon, row?.retryAt, row?.leaseUntil, ...open.map(({ expiresAt }) => expiresAt)];
  const future = instants.filter((at): at is Date => at instanceof Date && at > ctx.clock.now());
  return new Date(Math.min(...future.map((at) => at.getTime())));
};
