import type { AuditEntry } from "../core/audit.ts";
import type { AccessRequest } from "../core/request.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { addNotices } from "../store/notices.ts";
import { closeRequests, lockOverdueRequests } from "../store/requests.ts";
import type { CommandContext } from "./context.ts";

/** Expires these requests, which the transaction holds; the audit entries are the caller's to append, last. */
export const expireLocked = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { requests: readonly AccessRequest[]; now: Date },
): Promise<AuditEntry[]> => {
  const { now } = facts;
  if (facts.requests.length === 0) return [];
  const ids = facts.requests.map(({ id }) => id);
  const closed = await closeRequests(trx, { ids, state: "expired", at: now });
  if (closed.length === 0) return [];
  const notices = closed.map(({ id }) => ({
    id: ctx.ids.newId(),
    kind: "request.expired" as const,
    requestId: id,
    at: now,
  }));
  await addNotices(trx, notices);
  await ctx.jobs.wake(trx, "deliver");
  return closed.map(({ id, requesterId, expiresAt }) => ({
    actor: { kind: "system" },
    action: "request.expired",
    subject: { kind: "request", id },
    requestId: id,
    personId: requesterId,
    data: { before: { state: "pending" }, after: { state: "expired" }, expiresAt },
  }));
};

/**
 * Expires pending requests whose time is up, at most `limit` in one transaction, each exactly once however many replicas try.
 * Answers how many; call again while it is not zero.
 */
export const expireRequests = (ctx: CommandContext, limit = 100): Promise<number> => {
  const now = ctx.clock.now();
  return ctx.db.transaction().execute(async (trx) => {
    const requests = await lockOverdueRequests(trx, { now, limit });
    const entries = await expireLocked(trx, ctx, { requests, now });
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
    return entries.length;
  });
};
