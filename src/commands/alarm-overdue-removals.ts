import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lockGrant } from "../store/grants.ts";
import { addNotices } from "../store/notices.ts";
import { findOverdueRemovals } from "../store/overdue-removals.ts";
import type { CommandContext } from "./context.ts";

const alarmAfterMs = 2 * 60_000;
const atOnce = 200;

/**
 * Tells people, once, of every access that AWS has not confirmed gone two minutes after it was to end. It looks at the grants only: an
 * engine that is stuck, crowded or wrong does not keep it silent. Answers how many it told of.
 */
export const alarmOverdueRemovals = async (ctx: CommandContext): Promise<number> => {
  const now = ctx.clock.now();
  const before = addMilliseconds(now, -alarmAfterMs);
  const [first] = await findOverdueRemovals(ctx.db, { before, limit: 1 });
  if (!first) return 0;
  return ctx.db.transaction().execute(async (trx) => {
    // Two workers may come here at once: the second waits for the first grant, and finds the notices of the first worker.
    await lockGrant(trx, first.id);
    const overdue = await findOverdueRemovals(trx, { before, limit: atOnce });
    if (overdue.length === 0) return 0;
    await addNotices(
      trx,
      overdue.map((grant) => ({
        id: ctx.ids.newId(),
        kind: "grant.removal-unconfirmed" as const,
        requestId: grant.requestId,
        grantId: grant.id,
        at: now,
      })),
    );
    await ctx.jobs.wake(trx, "deliver");
    const entries = overdue.map((grant) => ({
      actor: { kind: "system" as const },
      action: "grant.removal-unconfirmed",
      subject: { kind: "grant", id: grant.id },
      requestId: grant.requestId,
      grantId: grant.id,
      personId: grant.personId,
      accountId: grant.accountId,
    }));
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
    return overdue.length;
  });
};
