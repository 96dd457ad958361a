import type { AuditEntry } from "../core/audit.ts";
import { refuse } from "../core/decision.ts";
import type { Grant } from "../core/grant.ts";
import { Refusal } from "../core/refusal.ts";
import type { AccessRequest } from "../core/request.ts";
import type { RequestFacts } from "../core/request-facts.ts";
import {
  checkIdempotencyKey,
  keptStart,
  type RequestInput,
  sentHash,
  type TidyInput,
  tidyInput,
} from "../core/request-input.ts";
import { judgeRequest } from "../core/request-rules.ts";
import { addMinutes } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Db, Trx } from "../store/database.ts";
import { insertDecision } from "../store/decisions.ts";
import { keepStopsOut } from "../store/emergency-holds.ts";
import { findGrantsOf } from "../store/grants.ts";
import { addNotice } from "../store/notices.ts";
import { findRequestSentWith, type Idempotency, insertRequest } from "../store/requests.ts";
import { actorOf } from "./actor-of.ts";
import type { Caller, CommandContext } from "./context.ts";
import { findGrounds } from "./find-grounds.ts";
import { findNewRequestFacts } from "./find-request-facts.ts";
import { grantAccess } from "./grant-access.ts";
import { recordingRefusedAttempt } from "./recording-refused-attempt.ts";

export type SentRequest = { request: AccessRequest; grants: Grant[]; created: boolean };

type Sending = { caller: Caller; input: TidyInput; idempotency: Idempotency | undefined; now: Date };

const newRequest = (ctx: CommandContext, { caller, input, now }: Sending, facts: RequestFacts): AccessRequest => ({
  id: ctx.ids.newId(),
  requesterId: caller.personId,
  accountIds: input.accountIds,
  permissionSetArn: input.permissionSetArn,
  askedStartsAt: keptStart(input.startsAt, now),
  durationMinutes: input.durationMinutes,
  ticket: input.ticket,
  justification: input.justification,
  state: "pending",
  approvalRequired: facts.approval !== undefined,
  approvalsNeeded: facts.approval?.ruling.approvalsNeeded ?? 0,
  createdAt: now,
  expiresAt: addMinutes(now, facts.settings.pendingExpiryMinutes),
  closedAt: null,
});

/** What the same key brought before; refuses when that was something else. */
const findSent = async (db: Db, { caller, idempotency }: Sending): Promise<SentRequest | undefined> => {
  const sent = idempotency && (await findRequestSentWith(db, { requesterId: caller.personId, key: idempotency.key }));
  if (!sent) return undefined;
  const { idempotencyHash, ...request } = sent;
  if (idempotencyHash !== idempotency.hash)
    throw new Refusal("conflict", [
      refuse(
        "request.idempotency-mismatch",
        `This idempotency key was used for another request, ${request.id}. Use a new key for a new request.`,
      ),
    ]);
  return { request, grants: await findGrantsOf(db, [request.id]), created: false };
};

const createdEntry = (request: AccessRequest, sending: Sending): AuditEntry => ({
  actor: actorOf(sending.caller),
  action: "request.created",
  subject: { kind: "request", id: request.id },
  requestId: request.id,
  personId: request.requesterId,
  ...(request.accountIds.length === 1 ? { accountId: request.accountIds[0] } : {}),
  data: { after: request },
});

/** Policy decides: the allowed decision is recorded first, and without a decider. */
const approveByPolicy = async (trx: Trx, ctx: CommandContext, request: AccessRequest, now: Date) => {
  const decisionId = ctx.ids.newId();
  const { id: requestId, requesterId } = request;
  await insertDecision(trx, {
    ...{ id: decisionId, requestId, requesterId, deciderId: null },
    ...{ verdict: "approve", comment: null, decidedAt: now },
  });
  return grantAccess(trx, ctx, { request, decisionId, actor: { kind: "policy" }, comment: null, now });
};

const askForApproval = async (trx: Trx, ctx: CommandContext, request: AccessRequest) => {
  await addNotice(trx, { id: ctx.ids.newId(), kind: "request.asked", requestId: request.id, at: request.createdAt });
  await ctx.jobs.wake(trx, "deliver");
  await ctx.jobs.wake(trx, "reconcile", request.expiresAt);
  return { request, grants: [], entries: [] };
};

const send = async (trx: Trx, ctx: CommandContext, sending: Sending): Promise<SentRequest> => {
  const { caller, input, now } = sending;
  const before = await findSent(trx, sending);
  if (before) return before;
  await keepStopsOut(trx);
  const facts = await findNewRequestFacts(trx, { requesterId: caller.personId, input, now });
  const verdict = judgeRequest(facts);
  if (!verdict.allowed) throw new Refusal(verdict.kind, verdict.because);
  const request = newRequest(ctx, sending, facts);
  const traceParent = ctx.tracing?.keep() ?? null;
  const grounds = await findGrounds(trx, { ...request, personId: request.requesterId });
  if (!(await insertRequest(trx, { request, grounds, idempotency: sending.idempotency, traceParent }))) {
    const meanwhile = await findSent(trx, sending);
    if (meanwhile) return meanwhile;
    throw new Error("a request with the same key was there and is not");
  }
  const result = request.approvalRequired
    ? await askForApproval(trx, ctx, request)
    : await approveByPolicy(trx, ctx, request, now);
  await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
    createdEntry(request, sending),
    ...result.entries,
  ]);
  return { request: result.request, grants: result.grants, created: true };
};

/**
 * Sends a request: it waits for approval, or policy approves it in the same transaction. The same key with the same wish makes one
 * request however often, and however simultaneously, it is sent; `created` says whether this call made it.
 */
export const sendRequest = async (
  ctx: CommandContext,
  facts: { caller: Caller; input: RequestInput; idempotencyKey?: string | undefined },
): Promise<SentRequest> => {
  const { caller, idempotencyKey } = facts;
  const unusable = checkIdempotencyKey(idempotencyKey);
  if (unusable) throw new Refusal("invalid", [unusable]);
  const input = tidyInput(facts.input);
  const idempotency = idempotencyKey === undefined ? undefined : { key: idempotencyKey, hash: sentHash(input) };
  const sending = { caller, input, idempotency, now: ctx.clock.now() };
  const attempt = {
    caller,
    what: "send" as const,
    subject: { kind: "person" as const, id: caller.personId },
    data: { accountIds: input.accountIds.slice(0, 50), permissionSetArn: input.permissionSetArn },
  };
  return recordingRefusedAttempt(ctx, attempt, () => ctx.db.transaction().execute((trx) => send(trx, ctx, sending)));
};
