import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { findUnbegunGrantIds } from "../store/assignment-grants.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lookAtAllInUse } from "../store/drift-pairs.ts";
import { endGrants, lockGrants } from "../store/grants.ts";
import { findLastRestore, insertRestore } from "../store/restores.ts";
import type { CommandContext } from "./context.ts";
import { tellEarlyEnd } from "./tell-early-end.ts";

/**
 * Makes a database that was restored to an earlier moment safe to work from, in one transaction and before any worker starts: what has not
 * begun is ended, for it may have been revoked in the time that is lost; what is active is looked at at once and not put back; what AWS made
 * in that time is searched for; what AWS's policy denies stays denied until all that was cut has expired. Said once more of the same restore it is refused, unless it names an earlier moment; then too what was
 * approved since the first word stays. Answers how many grants were ended.
 */
export const recordRestore = (ctx: CommandContext, facts: { restoredTo: Date }): Promise<number> => {
  const { restoredTo } = facts;
  const now = ctx.clock.now();
  if (restoredTo > now)
    throw new Refusal("invalid", [
      refuse("restore.in-future", "The moment to which the database was restored cannot be in the future."),
    ]);
  return ctx.db.transaction().execute(async (trx) => {
    const said = await findLastRestore(trx);
    // A database that remembers a later word was not restored to that moment since: it is the same restore that is spoken of.
    const isSameRestore = said !== undefined && said.at > restoredTo;
    if (isSameRestore && said.restoredTo <= restoredTo)
      throw new Refusal("invalid", [
        refuse(
          "restore.said-already",
          `That the database was restored to ${said.restoredTo.toISOString()} was said at ${said.at.toISOString()}. Nothing was changed. Only an earlier moment can correct it.`,
        ),
      ]);
    // What is denied in AWS was looked at, or will be, for the sake of the first word: what was cut since is in the rows.
    await insertRestore(trx, { id: ctx.ids.newId(), at: now, restoredTo, cutsSeenAt: isSameRestore ? now : null });
    const createdBefore = isSameRestore ? said.at : now;
    const before = await lockGrants(trx, await findUnbegunGrantIds(trx, createdBefore));
    const byId = new Map(before.map((grant) => [grant.id, grant]));
    const why = { reason: "restored" as const, endedById: null, comment: null, at: now };
    const after = await endGrants(trx, { ids: [...byId.keys()], ...why });
    const ended = after.flatMap((grant) => {
      const was = byId.get(grant.id);
      return was ? [{ before: was, after: grant }] : [];
    });
    await lookAtAllInUse(trx, { now, asDueAt: restoredTo });
    await ctx.jobs.wake(trx, "watch-drift");
    await ctx.jobs.wake(trx, "cut-credentials");
    const entries = await tellEarlyEnd(trx, ctx, { ended, actor: { kind: "system" }, now });
    const subject = { kind: "database", id: "database" };
    const data = { restoredTo, ended: ended.length };
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      { actor: { kind: "system" }, action: "database.restored", subject, data },
      ...entries,
    ]);
    return ended.length;
  });
};
