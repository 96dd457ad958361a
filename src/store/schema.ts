import type { Generated } from "kysely";
import type { ActivityEvent } from "../core/activity-event.ts";
import type { Deployment } from "../core/directory-source.ts";
import type { Settings } from "../core/settings.ts";
import type { AssignmentTable, DecisionTable, GrantOverrunsTable, GrantTable, RequestTable } from "./tables/access.ts";
import type { ActivityReadingTable, ActivitySourceTable } from "./tables/activity.ts";
import type { AuditAnchorTable, AuditEventTable, AuditVerificationTable } from "./tables/audit.ts";
import type { CredentialCutTable, CutPolicyTable } from "./tables/cutting.ts";
import type {
  AccountTable,
  DirectorySyncTable,
  GroupTable,
  OrgUnitTable,
  PermissionSetTable,
  PersonTable,
} from "./tables/directory.ts";
import type {
  DriftFindingTable,
  DriftPairTable,
  DriftRoleTable,
  DriftWatchTable,
  RestoreTable,
} from "./tables/drift.ts";
import type { EmergencyStopTable } from "./tables/emergency-stops.ts";
import type { Json } from "./tables/json-column.ts";
import type { DeliveryTable, NoticeTable } from "./tables/notices.ts";
import type { ApprovalPolicyTable, EligibilityPolicyTable } from "./tables/policies.ts";
import type { ApiClientTable, SessionTable, SignInTable } from "./tables/signing-in.ts";

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
  driftRoles: DriftRoleTable;
  driftPairs: DriftPairTable;
  driftFindings: DriftFindingTable;
  restores: RestoreTable;
  /** What AWS made in the lost time, and whether it was looked through; the operation's id is AWS's. */
  forgottenCreations: { operationId: string; createdAt: Date; triedAt: Date | null; searchedAt: Date | null };
  workers: { name: string; version: string; startedAt: Date; seenAt: Date; readsTrail: Generated<boolean> };
};
