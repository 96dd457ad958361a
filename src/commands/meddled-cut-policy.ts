import { isSameDocument, type SeenPolicy, type WantedPolicy } from "../core/cut-policy.ts";
import { appendAudit } from "../store/audit-events.ts";
import { policyEntry } from "./cut-policy-trouble.ts";
import { save, type Turn } from "./cut-policy-turn.ts";
import { loseCuts } from "./settle-cuts.ts";

/** Whether AWS holds something else than it did when we last looked, and not by our doing. */
export const isMeddledWith = ({ row }: Turn, seen: SeenPolicy | undefined): boolean => {
  if (row.content === null) return false;
  if (!seen) return true;
  const ours = [row.content, row.written].some((content) => content !== null && isSameDocument(content, seen.content));
  return !ours || (row.targetId !== null && !seen.targets.includes(row.targetId));
};

/** Whether it is attached where nobody wanted it: what is cut stays cut. Not while our own move to another target is under way. */
export const isSpread = ({ row }: Turn, { wanted, seen }: { wanted: WantedPolicy | undefined; seen: SeenPolicy }) =>
  row.content !== null &&
  row.targetId !== null &&
  wanted !== undefined &&
  seen.targets.some((target) => target !== row.targetId && target !== wanted.targetId);

/** Tells what was found, once. */
export const tellSpread = async (turn: Turn, seen: SeenPolicy): Promise<void> => {
  const { ctx } = turn;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (trx) => {
    await save(turn, { meddledAt: now, targetId: null }, trx);
    turn.row.targetId = null;
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      policyEntry("cut-policy.meddled", { found: { content: seen.content, targets: seen.targets } }),
    ]);
  });
};

/** Whoever did it: until it is put back, nothing is called cut. */
export const tellMeddling = async (turn: Turn, seen: SeenPolicy | undefined): Promise<void> => {
  const { ctx } = turn;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (trx) => {
    // What was found is known from here on: the same is not told twice.
    await save(turn, { meddledAt: now, content: null, written: null }, trx);
    const found = seen ? { content: seen.content, targets: seen.targets } : null;
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      policyEntry("cut-policy.meddled", { found }),
      ...(await loseCuts(trx, { now })),
    ]);
  });
};

/** A process that died while it took the policy away, and cutting was switched on again. */
export const tellLost = async (turn: Turn): Promise<void> => {
  const { ctx } = turn;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (trx) => {
    await save(turn, {}, trx);
    const entries = await loseCuts(trx, { now });
    if (entries.length > 0) await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
  });
};
