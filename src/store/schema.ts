import type { ColumnType, Generated } from "kysely";
import type { ActivityEvent } from "../core/activity-event.ts";
import type { ActivitySourceKind } from "../core/activity-source.ts";
import type { Break } from "../core/audit-chain.ts";
import type { CutState } from "../core/credential-cuts.ts";
import type { Reason } from "../core/decision.ts";
import type { AccountState } from "../core/directory.ts";
import type { Deployment } from "../core/directory-source.ts";
import type { FindingKind, FindingState } from "../core/drift.ts";
import type { StopScope } from "../core/emergency-stop.ts";
import type { EndReason, GrantState, Kept } from "../core/grant.ts";
import type { Ground } from "../core/grounds.ts";
import type { OperationKind } from "../core/identity-center.ts";
import type { NoticeKind, NoticeRole } from "../core/notice.ts";
import type { Principal, Scope } from "../core/policies.ts";
import type { RequestState, Verdict } from "../core/request.ts";
import type { Settings } from "../core/settings.ts";

/** A jsonb document: written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>;
/** The same, an empty list unless something is written. */
type JsonList<T> = ColumnType<T[], string | undefined, string>;

/** The tables as Kysely sees them; the migrations are the truth, and this page follows them. */
export type Schema = {
  accounts: AccountTable;
  orgUnits: OrgUnitTable;
  permissionSets: PermissionSetTable;
  people: PersonTable;
  groups: GroupTable;
  memberships: { groupId: string; personId: string };
  /** Where Stint runs, as the last sync saw it. */
  deployment: Deployment & { id: 1 };
  directorySyncs: DirectorySyncTable;
  /** At most one row: an admin's word that waits for the next sync. */
  acceptedRemovals: { id: 1; personId: string; acceptedAt: Date };
  eligibilityPolicies: EligibilityPolicyTable;
  approvalPolicies: ApprovalPolicyTable;
  settings: { id: 1; document: Json<Settings>; version: number; updatedAt: Date };
  requests: RequestTable;
  /** Written by the database itself, with each request. */
  requestAccounts: { accountId: string; createdAt: Date; requestId: string; permissionSetArn: string };
  decisions: DecisionTable;
  grants: GrantTable;
  activityReadings: ActivityReadingTable;
  activityEvents: Omit<ActivityEvent, "resources"> & { grantId: string; resources: Json<ActivityEvent["resources"]> };
  activitySource: ActivitySourceTable;
  favourites: { id: string; personId: string; accountId: string; permissionSetArn: string; createdAt: Date };
  assignments: AssignmentTable;
  /** Written by the database itself, when AWS has confirmed the end of a grant. */
  grantOverruns: GrantOverrunsTable;
  auditEvents: AuditEventTable;
  /** Written by the database itself, with each event. */
  auditMentions: { kind: "account" | "permission-set"; id: string; at: Date; seq: number };
  auditHead: { id: 1; seq: number; hash: string };
  auditVerifications: AuditVerificationTable;
  auditAnchor: AuditAnchorTable;
  notices: NoticeTable;
  deliveries: DeliveryTable;
  sessions: SessionTable;
  signIns: SignInTable;
  apiClients: ApiClientTable;
  apiTokens: { tokenHash: string; clientId: string; scopes: string[]; createdAt: Date; expiresAt: Date };
  awsBudgets: { service: string; nextFreeAt: Date };
  /** How many calls were let through in the ten seconds from then on. */
  awsCalls: { service: string; slotAt: Date; calls: number };
  credentialCuts: CredentialCutTable;
  emergencyStops: EmergencyStopTable;
  emergencyStopGrants: { stopId: string; grantId: string };
  cutPolicy: CutPolicyTable;
  driftWatch: DriftWatchTable;
  /** Roles that are for temporary use only, and where each round through the accounts stands. */
  driftRoles: { permissionSetArn: string; nextAt: Date; roundBeganAt: Date | null; roundEndedAt: Date | null };
  driftPairs: { accountId: string; permissionSetArn: string; nextAt: Date; lookedAt: Date | null };
  driftFindings: DriftFindingTable;
  restores: { id: string; at: Date; restoredTo: Date; searchedAt: Date | null };
  workers: { name: string; version: string; startedAt: Date; seenAt: Date; readsTrail: Generated<boolean> };
};

type AccountTable = {
  id: string;
  name: string;
  email: string;
  state: AccountState;
  orgUnitId: string;
  path: string[];
  isManagement: boolean;
  goneAt: Date | null;
};

type OrgUnitTable = { id: string; name: string; parentId: string | null; path: string[]; goneAt: Date | null };

type PermissionSetTable = {
  arn: string;
  name: string;
  description: string;
  sessionDurationMinutes: number;
  longerSessionMinutes: Generated<number | null>;
  longerSessionHeldAt: Generated<Date | null>;
  inManagementAccount: boolean;
  describedAt: Date;
  goneAt: Date | null;
};

type PersonTable = {
  id: string;
  userName: string;
  displayName: string;
  email: string | null;
  enabled: boolean;
  /** When this person and their groups were last read together; null when only a list told of them. */
  refreshedAt: Date | null;
  goneAt: Date | null;
};

type GroupTable = { id: string; displayName: string; membersSyncedAt: Date | null; goneAt: Date | null };

type DirectorySyncTable = {
  id: string;
  startedAt: Date;
  /** The running sync says now and then that it is alive, so that a crashed one is noticed. */
  aliveAt: Date;
  finishedAt: Date | null;
  outcome: "running" | "succeeded" | "failed";
  counts: Json<Record<string, number>>;
  error: string | null;
};

/** Principals are kept twice: as written, and as arrays that an index can search. */
type EligibilityPolicyTable = {
  id: string;
  name: string;
  principals: Json<Principal[]>;
  principalIds: string[];
  scopes: Json<Scope[]>;
  permissionSetArns: string[];
  maxDurationMinutes: number | null;
  approvalRequired: boolean;
  version: Generated<number>;
  createdAt: Date;
  updatedAt: Date;
};

type ApprovalPolicyTable = {
  id: string;
  name: string;
  scopes: Json<Scope[]>;
  permissionSetArns: string[];
  approvers: Json<Principal[]>;
  approverIds: string[];
  approvalsNeeded: number;
  version: Generated<number>;
  createdAt: Date;
  updatedAt: Date;
};

type RequestTable = {
  id: string;
  requesterId: string;
  accountIds: string[];
  permissionSetArn: string;
  askedStartsAt: Date | null;
  durationMinutes: number;
  ticket: string | null;
  justification: string | null;
  state: RequestState;
  approvalRequired: boolean;
  approvalsNeeded: number;
  createdAt: Date;
  expiresAt: Date;
  closedAt: Date | null;
  idempotencyKey: string | null;
  /** Of what was sent with that key: the same key with another body is refused. */
  idempotencyHash: string | null;
  /** The trace of the call that sent it. */
  traceParent: string | null;
  /** On what policies the request rested when it was sent. */
  grounds: JsonList<Ground>;
};

type DecisionTable = {
  id: string;
  requestId: string;
  requesterId: string;
  deciderId: string | null;
  verdict: Verdict;
  comment: string | null;
  decidedAt: Date;
  /** When the request was made; written by the database itself. */
  requestedAt: ColumnType<Date, never, never>;
};

type GrantTable = {
  id: string;
  requestId: string;
  /** The approving decision without which the row cannot exist. */
  decisionId: string;
  decisionVerdict: Generated<"approve">;
  personId: string;
  accountId: string;
  permissionSetArn: string;
  startsAt: Date;
  endsAt: Date;
  state: GrantState;
  endReason: EndReason | null;
  endedById: string | null;
  endComment: string | null;
  endCauses: JsonList<Reason>;
  endAskedAt: Date | null;
  activatedAt: Date | null;
  endedAt: Date | null;
  onStanding: Generated<boolean>;
  kept: Kept | null;
  failure: string | null;
  /** When AWS was last found not to hold what it had confirmed. */
  foundGoneAt: Date | null;
  createdAt: Date;
  /** On what policies it rested when it was granted. */
  grounds: JsonList<Ground>;
};

/** How far the activity of a grant was read. The row is written by the database itself when the grant begins. */
type ActivityReadingTable = {
  grantId: string;
  readUpTo: Date | null;
  /** When it was last looked for. */
  readAt: Date | null;
  complete: Generated<boolean>;
  /** How many are kept. */
  events: Generated<number>;
  /** Records and files that could not be understood, at the look that met the most of them. */
  unreadable: Generated<number>;
  /** Of the look under way, or the last one. */
  unreadableNow: Generated<number>;
  /** There were more than are kept. */
  capped: Generated<boolean>;
  /** No more is looked for, and yet the trail was never seen to deliver anything newer. */
  isUnsure: Generated<boolean>;
  /** What the trail had delivered last when it was last asked for this grant; null when not known. */
  newestDeliveryAt: Date | null;
  /** Of the look under way, or the last one. */
  progressDone: number | null;
  progressTotal: number | null;
  attempts: Generated<number>;
  lastError: string | null;
  askedAt: Date | null;
  /** Null once complete. */
  nextAt: Date | null;
  leaseHolder: string | null;
  leaseUntil: Date | null;
};

/** At most one row: what the workers read, as the last one that started said. */
type ActivitySourceTable = {
  id: 1;
  kind: ActivitySourceKind | null;
  toldAt: Date;
  newestDeliveryAt: Date | null;
  lookedAt: Date | null;
  lastError: string | null;
};

type CredentialCutTable = {
  id: string;
  grantId: string;
  requestId: string;
  personId: string;
  accountId: string;
  permissionSetArn: string;
  /** Null: not known when the grant ended, so every Identity Center role of the account is meant. */
  permissionSetName: string | null;
  /** Credentials issued before are cut, until the last of them has expired. */
  issuedBefore: Date;
  expiresAt: Date;
  isEarly: boolean;
  /** An emergency stop wanted it: it stays whatever the settings say. */
  byEmergencyStop: Generated<boolean>;
  state: Generated<CutState>;
  /** There is no room for it in the policy. */
  waits: Generated<boolean>;
  askedAt: Date;
  inForceAt: Date | null;
  overAt: Date | null;
};

type EmergencyStopTable = {
  id: string;
  scopeKind: StopScope["kind"];
  /** Null: everything. */
  scopeId: string | null;
  comment: string;
  cutCredentials: boolean;
  askedById: string;
  askedVia: string | null;
  askedAt: Date;
  carriedOutAt: Date | null;
  lastError: string | null;
  cancelledRequests: Generated<number>;
  liftedAt: Date | null;
  liftedById: string | null;
  liftComment: string | null;
  idempotencyKey: string | null;
  idempotencyHash: string | null;
};

/** At most one row: what Stint knows of its policy in AWS, and who works on it. */
type CutPolicyTable = {
  id: 1;
  /** Written into the policy's tag. */
  ownerId: string;
  policyId: string | null;
  /** A call to create it was about to be sent, and AWS has not been seen without it since. */
  mayExist: Generated<boolean>;
  /** What AWS was last read back holding; null when it held nothing. */
  content: string | null;
  /** What was last about to be written: not somebody else's doing when it is found. */
  written: string | null;
  targetId: string | null;
  confirmedAt: Date | null;
  attempts: Generated<number>;
  lastError: string | null;
  isRefused: Generated<boolean>;
  failingSince: Date | null;
  retryAt: Date | null;
  /** When somebody else was last found to have changed it. */
  meddledAt: Date | null;
  leaseHolder: string | null;
  leaseUntil: Date | null;
};

type AssignmentTable = {
  personId: string;
  accountId: string;
  permissionSetArn: string;
  observed: Generated<"unknown" | "absent" | "present">;
  observedAt: Date | null;
  /** `ours`: Stint recorded that it was absent and then set out to create it. `standing`: it was there before us. */
  ownership: Generated<"none" | "ours" | "standing">;
  operationKind: OperationKind | null;
  /** Null while `operationKind` is set: the call was about to be sent and its answer is not known. */
  operationId: string | null;
  operationStartedAt: Date | null;
  /** AWS was seen to be done with it, which frees its place; how it went is not known yet. */
  operationOverAt: Date | null;
  /** Until then a create whose answer was lost may still take effect. */
  doubtUntil: Date | null;
  /** The same for a removal. */
  removalDoubtUntil: Date | null;
  attempts: Generated<number>;
  lastError: string | null;
  /** When the engine looks at it next; null when there is nothing to do. */
  nextAt: Date | null;
  lane: Generated<"end" | "activate">;
  leaseHolder: string | null;
  leaseUntil: Date | null;
  unwantedSince: Date | null;
  /** The trace of the call that last gave the engine something to do here. */
  traceParent: string | null;
  /** Since when its removal waits for its account to come back into the organisation. */
  setAsideAt: Generated<Date | null>;
  /** A look at all that AWS holds missed it; the engine lists it once more. */
  missedAt: Date | null;
  /** A group's assignment, which is never made and only taken away after a finding. */
  isGroup: Generated<boolean>;
  /** By which finding something that Stint did not make is taken away. */
  findingId: string | null;
  /** An emergency stop ends it: before all other work. */
  urgent: Generated<boolean>;
};

/** One row: who looks now, whether AWS answers, and the fuse of removals. */
type DriftWatchTable = {
  id: 1;
  leaseHolder: string | null;
  leaseUntil: Date | null;
  lookedAt: Date | null;
  failingSince: Date | null;
  lastError: string | null;
  retryAt: Date | null;
  fuseBlownAt: Date | null;
  fuseResetAt: Date | null;
};

type DriftFindingTable = {
  id: string;
  kind: FindingKind;
  principalKind: "person" | "group";
  principalId: string;
  accountId: string;
  permissionSetArn: string;
  state: FindingState;
  foundAt: Date;
  lastSeenAt: Date;
  closedAt: Date | null;
  acceptedById: string | null;
  acceptedAt: Date | null;
  comment: string | null;
  removalBecause: "setting" | "admin" | null;
  removalAskedAt: Date | null;
  removalAskedById: string | null;
};

type GrantOverrunsTable = {
  id: 1;
  /** In seconds; the counts have one place more, for what is longer than all. */
  bounds: number[];
  elapsed: number[];
  early: number[];
  elapsedSeconds: number;
  earlySeconds: number;
};

type AuditEventTable = {
  seq: number;
  id: string;
  at: Date;
  actorKind: "person" | "policy" | "system" | "anonymous";
  actorId: string | null;
  actorVia: string | null;
  action: string;
  subjectKind: string;
  subjectId: string;
  requestId: string | null;
  grantId: string | null;
  personId: string | null;
  accountId: string | null;
  data: Json<Record<string, unknown>>;
  previousHash: string;
  hash: string;
};

/** One reading of the audit log from its first event. */
type AuditVerificationTable = {
  id: string;
  startedAt: Date;
  finishedAt: Date | null;
  /** Null: nobody asked, it was time. */
  askedById: string | null;
  outcome: "running" | "whole" | "broken";
  checkedSeq: Generated<number>;
  checkedHash: Generated<string>;
  /** The newest event when it began: so far it reads. */
  headSeq: number;
  headHash: string;
  broken: Json<Break> | null;
  /** The first break that was found so far. */
  found: Json<Break> | null;
};

/** The newest event that was looked at. */
type AuditAnchorTable = {
  id: 1;
  seq: number;
  hash: string;
  lookedAt: Date | null;
  /** What was wrong on the way to it, until a reading from the beginning finds all in order. */
  broken: Json<Break> | null;
  /** The breaks of which people were told. */
  raised: Json<Break[]> | null;
};

/** The outbox: something happened that people hear of. Written with the thing itself, spread to deliveries by the worker. */
type NoticeTable = {
  id: string;
  kind: NoticeKind;
  requestId: string;
  grantId: string | null;
  /** Makes the same happening one notice, whatever retries. */
  dedupKey: string;
  createdAt: Date;
  spreadAt: Date | null;
};

type DeliveryTable = {
  id: string;
  noticeId: string;
  channel: string;
  recipient: string;
  /** Why this recipient hears of it: approver, requester, audit, admin. */
  role: NoticeRole;
  /** Whose address it is; null for the audit copy. */
  personId: string | null;
  /** `skipped`: there was nobody to send it to; `lastError` says why. */
  state: "waiting" | "sent" | "skipped" | "dead";
  attempts: Generated<number>;
  nextAt: Date | null;
  sentAt: Date | null;
  lastError: string | null;
  createdAt: Date;
};

type SessionTable = {
  tokenHash: string;
  personId: string;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
  /** How they signed in, with the provider's own session reference where there is one. */
  via: string;
  /** When they last proved who they are to the provider; null when it did not say. */
  authenticatedAt: Date | null;
  browserHash: string | null;
};

/** Sign-ins under way and assertions already used: each may be used once. */
type SignInTable = {
  id: string;
  /** `request` is one of SAML. */
  kind: "request" | "oidc-request" | "assertion";
  value: string;
  createdAt: Date;
  expiresAt: Date;
  /** SHA-256 of what the browser that began it holds in a cookie; null for assertions. */
  browserHash: string | null;
  /** How long ago the person may have signed in at the provider; null when any time will do. */
  maxAgeSeconds: number | null;
};

type ApiClientTable = {
  id: string;
  name: string;
  /** The person as whom it acts; its authority is theirs, cut to the scopes. */
  personId: string;
  secretHash: string;
  scopes: string[];
  createdAt: Date;
  revokedAt: Date | null;
};
