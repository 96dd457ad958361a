import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { findGroundsOfRequests } from "../store/grounds.ts";
import { findRequestsWithoutRight } from "../store/lost-rights.ts";
import { addNotices } from "../store/notices.ts";
import { closeRequests, lockRequests } from "../store/requests.ts";
import type { CommandContext } from "./context.ts";
import { findLostCauses } from "./find-lost-causes.ts";

/** Closes those of these pending requests that, under the lock, still may not be asked for. The audit log says why. */
export const cancelBySystem = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { ids: readonly string[]; now: Date },
): Promise<void> => {
  const { now } = facts;
  await lockRequests(trx, facts.ids);
  const lost = await findRequestsWithoutRight(trx, facts.ids);
  const reasons = new Map(lost.map(({ id, reason }) => [id, reason]));
  const causes = await findLostCauses(trx, { lost, held: await findGroundsOfRequests(trx, facts.ids) });
  const closed = await closeRequests(trx, { ids: [...reasons.keys()], state: "cancelled", at: now });
  if (closed.length === 0) return;
  const notices = closed.map(({ id }) => ({
    ...{ id: ctx.ids.newId(), kind: "request.cancelled" as const, requestId: id, at: now },
  }));
  await addNotices(trx, notices);
  await ctx.jobs.wake(trx, "deliver");
  const entries = closed.map(({ id, requesterId }) => ({
    actor: { kind: "system" as const },
    action: "request.cancelled",
    subject: { kind: "request", id },
    requestId: id,
    personId: requesterId,
    data: {
      before: { state: "pending" },
      after: { state: "cancelled" },
      reason: reasons.get(id),
      causes: causes.get(id),
    },
  }));
  await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
};
