import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lockGrant } from "../store/grants.ts";
import { addNotices } from "../store/notices.ts";
import { findOverdue } from "../store/overdue-grants.ts";
import type { CommandContext } from "./context.ts";

const alarmAfterMs = 2 * 60_000;
const atOnce = 200;

/**
 * Tells people, once each, of every access that AWS has not confirmed gone two minutes after it was to end, and of every one that it
 * has not confirmed there two minutes after it was to start. It looks at the grants only: an engine that is stuck, crowded or wrong
 * does not keep it silent. Answers how many it told of.
 */
export const alarmOverdueGrants = async (ctx: CommandContext): Promise<number> => {
  const now = ctx.clock.now();
  const before = addMilliseconds(now, -alarmAfterMs);
  const [first] = await findOverdue(ctx.db, { before, limit: 1 });
  if (!first) return 0;
  return ctx.db.transaction().execute(async (trx) => {
    // Two workers may come here at once: the second waits for the first grant, and finds the notices of the first worker.
    await lockGrant(trx, first.id);
    const overdue = await findOverdue(trx, { before, limit: atOnce });
    if (overdue.length === 0) return 0;
    await addNotices(
      trx,
      overdue.map(({ id: grantId, requestId, kind }) => ({ id: ctx.ids.newId(), kind, requestId, grantId, at: now })),
    );
    await ctx.jobs.wake(trx, "deliver");
    const entries = overdue.map((grant) => ({
      actor: { kind: "system" as const },
      action: grant.kind,
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
