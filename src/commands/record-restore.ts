import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { findUnbegunGrantIds } from "../store/assignment-grants.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lookAtAllInUse } from "../store/drift-pairs.ts";
import { endGrants, lockGrants } from "../store/grants.ts";
import { insertRestore, lastRestoredAt } from "../store/restores.ts";
import type { CommandContext } from "./context.ts";
import { tellEarlyEnd } from "./tell-early-end.ts";

/**
 * Makes a database that was restored to an earlier moment safe to work from, in one transaction and before any worker starts: what has not
 * begun is ended, for it may have been revoked in the time that is lost; what is active is looked at at once and not put back; what AWS made
 * in that time is searched for. Said once more of the same restore it is refused, for by then access may have been approved that nobody
 * revoked. Answers how many grants were ended.
 */
export const recordRestore = (ctx: CommandContext, facts: { restoredTo: Date }): Promise<number> => {
  const { restoredTo } = facts;
  const now = ctx.clock.now();
  if (restoredTo > now)
    throw new Refusal("invalid", [
      refuse("restore.in-future", "The moment to which the database was restored cannot be in the future."),
    ]);
  return ctx.db.transaction().execute(async (trx) => {
    const saidAt = await lastRestoredAt(trx);
    if (saidAt && saidAt > restoredTo)
      throw new Refusal("invalid", [
        refuse(
          "restore.said-already",
          `That a restore took place was said at ${saidAt.toISOString()}, and this database remembers it, so it was not restored to ${restoredTo.toISOString()} since. Nothing was changed.`,
        ),
      ]);
    await insertRestore(trx, { id: ctx.ids.newId(), at: now, restoredTo });
    const before = await lockGrants(trx, await findUnbegunGrantIds(trx));
    const byId = new Map(before.map((grant) => [grant.id, grant]));
    const why = { reason: "restored" as const, endedById: null, comment: null, at: now };
    const after = await endGrants(trx, { ids: [...byId.keys()], ...why });
    const ended = after.flatMap((grant) => {
      const was = byId.get(grant.id);
      return was ? [{ before: was, after: grant }] : [];
    });
    await lookAtAllInUse(trx, now);
    await ctx.jobs.wake(trx, "watch-drift");
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
