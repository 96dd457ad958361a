import { decide } from "../core/decision.ts";
import { cancellerChecks, isOverdue, openChecks } from "../core/decision-rules.ts";
import { assertAllowed, notFound, Refusal } from "../core/refusal.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { addNotice } from "../store/notices.ts";
import { closeRequest, lockRequest } from "../store/requests.ts";
import { actorOf } from "./actor-of.ts";
import type { Caller, CommandContext } from "./context.ts";
import type { DecidedRequest } from "./decide-request.ts";
import { expireLocked } from "./expire-requests.ts";
import { findRequestSight } from "./find-request-sight.ts";
import { recordingRefusedAttempt } from "./recording-refused-attempt.ts";

type Cancelling = { caller: Caller; requestId: string; now: Date };

const cancelLocked = async (
  trx: Trx,
  ctx: CommandContext,
  { caller, requestId, now }: Cancelling,
): Promise<DecidedRequest | Refusal> => {
  const request = await lockRequest(trx, requestId);
  const sight = request && (await findRequestSight(trx, { caller, request, now }));
  if (!request || !sight) throw notFound("request");
  assertAllowed(decide(cancellerChecks, sight.facts), "forbidden");
  const open = decide(openChecks, sight.facts);
  const [because, ...others] = open.because;
  const newId = () => ctx.ids.newId();
  if (because && isOverdue(request, now)) {
    await appendAudit(trx, { at: now, newId }, await expireLocked(trx, ctx, { requests: [request], now }));
    return new Refusal("conflict", [because, ...others]);
  }
  assertAllowed(open, "conflict");
  const closed = await closeRequest(trx, { id: request.id, state: "cancelled", at: now });
  if (!closed) throw new Error(`request ${request.id} left pending while it was locked`);
  await addNotice(trx, { id: newId(), kind: "request.cancelled", requestId: request.id, at: now });
  await ctx.jobs.wake(trx, "deliver");
  await appendAudit(trx, { at: now, newId }, [
    {
      actor: actorOf(caller),
      action: "request.cancelled",
      subject: { kind: "request", id: request.id },
      requestId: request.id,
      personId: request.requesterId,
      data: { before: { state: "pending" }, after: { state: "cancelled" } },
    },
  ]);
  return { request: closed, grants: [] };
};

/** Takes a pending request back. Only its requester may, and only while nobody has decided. */
export const cancelRequest = (
  ctx: CommandContext,
  facts: { caller: Caller; requestId: string },
): Promise<DecidedRequest> => {
  const { caller, requestId } = facts;
  const attempt = { caller, what: "cancel" as const, subject: { kind: "request" as const, id: requestId } };
  return recordingRefusedAttempt(ctx, attempt, async () => {
    const now = ctx.clock.now();
    const outcome = await ctx.db.transaction().execute((trx) => cancelLocked(trx, ctx, { caller, requestId, now }));
    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  });
};
