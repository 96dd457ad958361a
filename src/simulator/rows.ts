import type { CreateUserRequest, ExternalId, UserStatus } from "@aws-sdk/client-identitystore";
import type { AccountJoinedMethod, AccountState } from "@aws-sdk/client-organizations";
import type { PrincipalType } from "@aws-sdk/client-sso-admin";

/** Instants are ISO strings in every row, so that a snapshot is plain JSON. */
type Instant = string;

export type OrganisationIds = {
  seed: string;
  region: string;
  organizationId: string;
  rootId: string;
  managementAccountId: string;
  delegatedAdministratorId: string;
  instanceArn: string;
  identityStoreId: string;
  createdAt: Instant;
};

export type AccountRow = {
  id: string;
  name: string;
  email: string;
  state: AccountState;
  parentId: string;
  joinedMethod: AccountJoinedMethod;
  joinedAt: Instant;
  /** When it was asked to be closed. */
  closedAt?: Instant;
};

export type OrgUnitRow = { id: string; name: string; parentId: string };

export type TagRow = { Key: string; Value: string };

export type PermissionSetRow = {
  arn: string;
  name: string;
  description?: string;
  sessionDuration: string;
  relayState?: string;
  createdAt: Instant;
  managedPolicyArns: string[];
  inlinePolicy: string;
  tags: TagRow[];
  /** Grows with each change; a provisioned role with an older version is out of date. */
  version: number;
};

export type UserAttributes = Omit<CreateUserRequest, "IdentityStoreId" | "UserName" | "Extensions">;

export type UserRow = {
  id: string;
  userName: string;
  status: UserStatus;
  attributes: UserAttributes;
  externalIds: ExternalId[];
  createdAt: Instant;
  updatedAt: Instant;
};

export type GroupRow = {
  id: string;
  displayName: string;
  description?: string;
  externalIds: ExternalId[];
  createdAt: Instant;
  updatedAt: Instant;
};

export type MembershipRow = { id: string; groupId: string; userId: string; createdAt: Instant };

/** What one account assignment is: the four things that name it. */
export type AssignmentTuple = {
  accountId: string;
  permissionSetArn: string;
  principalType: PrincipalType;
  principalId: string;
};

export type AssignmentRow = AssignmentTuple & { beganAt: Instant };

/** The AWSReservedSSO role of one permission set in one account. */
export type ProvisionedRow = { accountId: string; permissionSetArn: string; roleName: string; version: number };

/** When an assignment truly came to exist and ceased to: written by the simulator alone, for tests to compare with. */
export type AccessLogRow = AssignmentTuple & {
  id: string;
  beganAt: Instant;
  ceasedAt: Instant | null;
  cause: "seed" | "operation";
};

export type AssignmentOperationRow = AssignmentTuple & {
  requestId: string;
  kind: "create" | "delete";
  status: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  failureReason: string | null;
  /** Asked for through the fault registry: end FAILED with these words, without having done anything. */
  failLateWith: string | null;
  createdAt: Instant;
  dueAt: Instant;
};

export type ProvisioningOperationRow = {
  requestId: string;
  permissionSetArn: string;
  accountIds: string[];
  accountId: string | null;
  status: "IN_PROGRESS" | "SUCCEEDED" | "FAILED";
  failureReason: string | null;
  createdAt: Instant;
  dueAt: Instant;
};

/** Credentials the access portal handed out for a role. */
export type RoleSessionRow = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  accountId: string;
  permissionSetArn: string;
  roleName: string;
  userId: string;
  userName: string;
  issuedAt: Instant;
  expiresAt: Instant;
  /** Handed out to the console in a browser, not to a program. */
  fromConsole?: true;
};

/** A CloudTrail record that is not delivered yet. */
export type TrailRecordRow = {
  id: string;
  accountId: string;
  region: string;
  deliverAt: Instant;
  record: Record<string, unknown>;
};

/** Anything else a part of the simulator wants kept: one JSON body per name. */
export type DocumentRow = { name: string; body: unknown };
