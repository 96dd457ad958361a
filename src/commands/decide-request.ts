import { approvalRuling } from "../core/approval.ts";
import type { AuditEntry } from "../core/audit.ts";
import { checkComment } from "../core/comment-rules.ts";
import { decide } from "../core/decision.ts";
import { deciderChecks, isOverdue, undecidedChecks } from "../core/decision-rules.ts";
import type { Grant } from "../core/grant.ts";
import { tidied } from "../core/plain-words.ts";
import { assertAllowed, notFound, Refusal } from "../core/refusal.ts";
import type { AccessRequest, Verdict } from "../core/request.ts";
import { judgeAtApproval } from "../core/request-rules.ts";
import { signInIsFresh } from "../core/sign-in-age.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { insertDecision } from "../store/decisions.ts";
import { findApprovalPoliciesFor } from "../store/eligible-access.ts";
import { keepStopsOut } from "../store/emergency-holds.ts";
import { addNotice } from "../store/notices.ts";
import { closeRequest, lockRequest, raiseApprovalsNeeded } from "../store/requests.ts";
import { readSettings } from "../store/settings.ts";
import { actorOf } from "./actor-of.ts";
import type { Caller, CommandContext } from "./context.ts";
import { expireLocked } from "./expire-requests.ts";
import { findRequestFacts } from "./find-request-facts.ts";
import { findRequestSight, type RequestSight } from "./find-request-sight.ts";
import { grantAccess } from "./grant-access.ts";
import { recordingRefusedAttempt } from "./recording-refused-attempt.ts";

export type DecidedRequest = { request: AccessRequest; grants: Grant[] };

export type Deciding = {
  caller: Caller;
  requestId: string;
  comment?: string | null | undefined;
  /** How old the caller's sign-in may be; any age when null or absent. */
  signInMaxAgeMs?: number | null;
};

type Word = { caller: Caller; verdict: Verdict; comment: string | null; now: Date; signInMaxAgeMs: number | null };

/** After who they are, so that a stale sign-in tells nothing of requests that are none of theirs. */
const assertFreshSignIn = ({ caller, now, signInMaxAgeMs }: Word): void => {
  const { authenticatedAt = null, via } = caller;
  const facts = { now, maxAgeMs: signInMaxAgeMs, authenticatedAt, isMachine: via !== undefined };
  assertAllowed(decide([signInIsFresh], facts), "forbidden");
};

type Outcome = DecidedRequest & { entries: AuditEntry[] };

const wordEntry = (request: AccessRequest, word: Word, action: string, data: Record<string, unknown>): AuditEntry => ({
  actor: actorOf(word.caller),
  action,
  subject: { kind: "request", id: request.id },
  requestId: request.id,
  personId: request.requesterId,
  data: { comment: word.comment, ...data },
});

/** Whoever could ask for it then must still be able to; otherwise nobody can approve it any more, though it can be rejected. */
const assertStillGrantable = async (trx: Trx, request: AccessRequest, now: Date): Promise<void> => {
  const { requesterId, accountIds, permissionSetArn, durationMinutes, ticket, justification } = request;
  await keepStopsOut(trx);
  const input = { accountIds, permissionSetArn, startsAt: null, durationMinutes, ticket, justification };
  const verdict = judgeAtApproval(await findRequestFacts(trx, { requesterId, input, now }));
  if (!verdict.allowed) throw new Refusal(verdict.kind, verdict.because);
};

const approve = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { request: AccessRequest; sight: RequestSight; word: Word },
): Promise<Outcome> => {
  const { request, sight, word } = facts;
  await assertStillGrantable(trx, request, word.now);
  const subject = { accounts: sight.accounts, permissionSetArn: request.permissionSetArn };
  const policies = await findApprovalPoliciesFor(trx, subject);
  const { approvalsNeeded } = approvalRuling({ policies, ...subject });
  const raised = await raiseApprovalsNeeded(trx, { id: request.id, approvalsNeeded });
  const decisionId = await record(trx, ctx, request, word);
  const approvalsGiven = sight.facts.decidedBy.length + 1;
  if (approvalsGiven >= raised.approvalsNeeded) {
    const actor = actorOf(word.caller);
    return grantAccess(trx, ctx, { request: raised, decisionId, actor, comment: word.comment, now: word.now });
  }
  const data = { approvalsGiven, approvalsNeeded: raised.approvalsNeeded };
  return { request: raised, grants: [], entries: [wordEntry(raised, word, "request.approval-recorded", data)] };
};

const reject = async (trx: Trx, ctx: CommandContext, request: AccessRequest, word: Word): Promise<Outcome> => {
  await record(trx, ctx, request, word);
  const closed = await closeRequest(trx, { id: request.id, state: "rejected", at: word.now });
  if (!closed) throw new Error(`request ${request.id} left pending while it was locked`);
  await addNotice(trx, { id: ctx.ids.newId(), kind: "request.rejected", requestId: request.id, at: word.now });
  await ctx.jobs.wake(trx, "deliver");
  const data = { before: { state: "pending" }, after: { state: "rejected" } };
  return { request: closed, grants: [], entries: [wordEntry(closed, word, "request.rejected", data)] };
};

const record = async (trx: Trx, ctx: CommandContext, request: AccessRequest, word: Word): Promise<string> => {
  const id = ctx.ids.newId();
  await insertDecision(trx, {
    ...{ id, requestId: request.id, requesterId: request.requesterId, deciderId: word.caller.personId },
    ...{ verdict: word.verdict, comment: word.comment, decidedAt: word.now },
  });
  return id;
};

const decideLocked = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { requestId: string; word: Word },
): Promise<Outcome | { refusal: Refusal; entries: AuditEntry[] }> => {
  const { word } = facts;
  const request = await lockRequest(trx, facts.requestId);
  const sight = request && (await findRequestSight(trx, { caller: word.caller, request, now: word.now }));
  if (!request || !sight) throw notFound("request");
  assertAllowed(decide(deciderChecks, sight.facts), "forbidden");
  assertFreshSignIn(word);
  const open = decide(undecidedChecks, sight.facts);
  const [because, ...others] = open.because;
  if (because && isOverdue(request, word.now)) {
    const entries = await expireLocked(trx, ctx, { requests: [request], now: word.now });
    return { refusal: new Refusal("conflict", [because, ...others]), entries };
  }
  assertAllowed(open, "conflict");
  const wrong = checkComment(word.comment, (await readSettings(trx)).decisionCommentRequired);
  if (wrong) throw new Refusal("invalid", [wrong]);
  return word.verdict === "approve" ? approve(trx, ctx, { request, sight, word }) : reject(trx, ctx, request, word);
};

/**
 * Records one word on a request, once. Authority, the request's state and, for an approval, everything that made the request
 * allowed are looked up under the lock on the request: of two who decide at once, the second sees what the first did.
 */
export const decideRequest = async (
  ctx: CommandContext,
  facts: Deciding & { verdict: Verdict },
): Promise<DecidedRequest> => {
  const { caller, requestId, verdict } = facts;
  const { signInMaxAgeMs = null } = facts;
  const word = { caller, verdict, comment: tidied(facts.comment), now: ctx.clock.now(), signInMaxAgeMs };
  const attempt = { caller, what: verdict, subject: { kind: "request" as const, id: requestId } };
  return recordingRefusedAttempt(ctx, attempt, async () => {
    const outcome = await ctx.db.transaction().execute(async (trx) => {
      const result = await decideLocked(trx, ctx, { requestId, word });
      await appendAudit(trx, { at: word.now, newId: () => ctx.ids.newId() }, result.entries);
      return result;
    });
    if ("refusal" in outcome) throw outcome.refusal;
    return { request: outcome.request, grants: outcome.grants };
  });
};
