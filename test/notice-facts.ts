import type { Grant } from "../src/core/grant.ts";
import type { NoticeFacts, NoticeKind } from "../src/core/notice.ts";

export const requestId = "0199f000-0000-7000-8000-000000000001";
/** A time of the day on which all of this happens. */
export const at = (time: string) => new Date(`2026-11-20T${time}:00Z`);

export const grant = (over: Partial<Grant> = {}): Grant => ({
  id: "0199f000-0000-7000-8000-000000000002",
  requestId,
  personId: "p-1",
  accountId: "111122223333",
  permissionSetArn: "arn:ps",
  startsAt: at("10:00"),
  endsAt: at("12:00"),
  state: "active",
  endReason: null,
  endedById: null,
  endComment: null,
  endAskedAt: null,
  activatedAt: at("10:00"),
  endedAt: null,
  onStanding: false,
  kept: null,
  endCauses: [],
  failure: null,
  createdAt: at("09:59"),
  ...over,
});

/** Amira asks for Database Admin in payments-prod, or has it. */
export const facts = (kind: NoticeKind, over: Partial<NoticeFacts> = {}): NoticeFacts => ({
  notice: { id: "n-1", kind, requestId, grantId: null, createdAt: at("10:00") },
  request: {
    id: requestId,
    requesterId: "p-1",
    accountIds: ["111122223333"],
    permissionSetArn: "arn:ps",
    askedStartsAt: null,
    durationMinutes: 150,
    ticket: "OPS-7",
    justification: "disk full",
    state: "pending",
    approvalRequired: true,
    approvalsNeeded: 1,
    createdAt: at("09:50"),
    expiresAt: at("12:50"),
    closedAt: null,
  },
  requesterName: "Amira Haddad",
  permissionSetName: "Database Admin",
  sessions: { sessionDurationMinutes: 60, longerSessionMinutes: null, longerSessionHeldAt: null, goneAt: null },
  accounts: [{ id: "111122223333", name: "payments-prod" }],
  decisions: [],
  grant: kind.startsWith("grant.") ? grant() : null,
  endedByName: null,
  lastError: null,
  goesOnUntil: null,
  portalUrl: "https://acme.awsapps.com/start/",
  ...over,
});
