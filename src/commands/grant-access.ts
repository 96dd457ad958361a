import type { Actor, AuditEntry } from "../core/audit.ts";
import { type Grant, grantWindow } from "../core/grant.ts";
import type { Ground } from "../core/grounds.ts";
import type { AccessRequest } from "../core/request.ts";
import type { Trx } from "../store/database.ts";
import { insertGrants } from "../store/grants.ts";
import { addNotice } from "../store/notices.ts";
import { closeRequest } from "../store/requests.ts";
import { scheduleLooks } from "../store/schedule-looks.ts";
import type { CommandContext } from "./context.ts";
import { findGrounds } from "./find-grounds.ts";

type Approval = { request: AccessRequest; decisionId: string; actor: Actor; comment: string | null; now: Date };

const scheduledGrant = (ctx: CommandContext, { request, now }: Approval, accountId: string): Grant => ({
  id: ctx.ids.newId(),
  requestId: request.id,
  personId: request.requesterId,
  accountId,
  permissionSetArn: request.permissionSetArn,
  ...grantWindow({ askedStartsAt: request.askedStartsAt, approvedAt: now, durationMinutes: request.durationMinutes }),
  state: "scheduled",
  endReason: null,
  endedById: null,
  endComment: null,
  endCauses: [],
  endAskedAt: null,
  activatedAt: null,
  endedAt: null,
  onStanding: false,
  kept: null,
  failure: null,
  createdAt: now,
});

/**
 * Turns an approving decision, recorded in this transaction, into grants: one per account, with both ends of the window fixed and
 * the wake-up that ends it committed before anything is created. The audit entries are the caller's to append, last.
 */
export const grantAccess = async (
  trx: Trx,
  ctx: CommandContext,
  approval: Approval,
): Promise<{ request: AccessRequest; grants: Grant[]; entries: AuditEntry[] }> => {
  const { request, now } = approval;
  const closed = await closeRequest(trx, { id: request.id, state: "approved", at: now });
  if (!closed) throw new Error(`request ${request.id} left pending while it was locked`);
  const grants = [...request.accountIds].sort().map((accountId) => scheduledGrant(ctx, approval, accountId));
  const grounds = await findGrounds(trx, { ...request, personId: request.requesterId });
  await insertGrants(trx, { decisionId: approval.decisionId, grants, grounds });
  const [first] = grants;
  if (first) {
    await scheduleLooks(trx, {
      ...{ keys: grants, at: first.startsAt, lane: "activate" as const },
      traceParent: ctx.tracing?.keep(),
    });
    await ctx.jobs.wake(trx, "reconcile", first.startsAt);
    await ctx.jobs.wake(trx, "reconcile", first.endsAt);
  }
  await addNotice(trx, { id: ctx.ids.newId(), kind: "request.approved", requestId: request.id, at: now });
  await ctx.jobs.wake(trx, "deliver");
  return { request: closed, grants, entries: entriesFor(approval, { grants, grounds }) };
};

type Granted = { grants: Grant[]; grounds: Ground[] };

const entriesFor = ({ request, actor, comment }: Approval, { grants, grounds }: Granted): AuditEntry[] => [
  {
    actor,
    action: "request.approved",
    subject: { kind: "request", id: request.id },
    requestId: request.id,
    personId: request.requesterId,
    data: { before: { state: "pending" }, after: { state: "approved" }, comment },
  },
  ...grants.map((grant) => ({
    actor,
    action: "grant.scheduled",
    subject: { kind: "grant", id: grant.id },
    requestId: request.id,
    grantId: grant.id,
    personId: grant.personId,
    accountId: grant.accountId,
    data: {
      after: { state: grant.state },
      permissionSetArn: grant.permissionSetArn,
      startsAt: grant.startsAt,
      endsAt: grant.endsAt,
      grounds: grounds.flatMap(({ accountId, ...ground }) => (accountId === grant.accountId ? [ground] : [])),
    },
  })),
];
