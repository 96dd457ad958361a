import type {
  AccessLogRow,
  AccountRow,
  AssignmentOperationRow,
  AssignmentRow,
  AssignmentTuple,
  DocumentRow,
  GroupRow,
  MembershipRow,
  OrganisationIds,
  OrgUnitRow,
  PermissionSetRow,
  ProvisionedRow,
  ProvisioningOperationRow,
  RoleSessionRow,
  TrailRecordRow,
  UserRow,
} from "./rows.ts";
import { type Table, table } from "./table.ts";

export const pairKey = (accountId: string, permissionSetArn: string) => `${accountId} ${permissionSetArn}`;
export const principalKey = (principalType: string, principalId: string) => `${principalType} ${principalId}`;
export const assignmentKey = (tuple: AssignmentTuple) =>
  `${pairKey(tuple.accountId, tuple.permissionSetArn)} ${principalKey(tuple.principalType, tuple.principalId)}`;
export const membershipKey = (groupId: string, userId: string) => `${groupId} ${userId}`;

/** Everything the simulated AWS knows. Tests may read it and change it directly. */
export type World = {
  ids: OrganisationIds;
  accounts: Table<AccountRow, "parent">;
  orgUnits: Table<OrgUnitRow, "parent">;
  permissionSets: Table<PermissionSetRow, "name">;
  /** `userName` is lower case in the index: Identity Center takes Amira and amira for the same person. */
  users: Table<UserRow, "userName">;
  groups: Table<GroupRow, "displayName">;
  memberships: Table<MembershipRow, "group" | "user" | "groupAndUser">;
  assignments: Table<AssignmentRow, "pair" | "principal" | "account">;
  provisioned: Table<ProvisionedRow, "account" | "permissionSet">;
  accessLog: Table<AccessLogRow, "assignment">;
  assignmentOperations: Table<AssignmentOperationRow, "status" | "pairUnderWay">;
  provisioningOperations: Table<ProvisioningOperationRow, "status">;
  roleSessions: Table<RoleSessionRow, "user">;
  trailRecords: Table<TrailRecordRow>;
  documents: Table<DocumentRow>;
  /** Tells the listener whenever a row was put or deleted. */
  onChange(listener: () => void): () => void;
};

export type TableName = Exclude<keyof World, "ids" | "onChange">;

/** A world with its identity and nothing in it yet. */
export const emptyWorld = (ids: OrganisationIds): World => {
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    ids,
    accounts: table({ key: (row) => row.id, indexes: { parent: (row) => row.parentId } }, changed),
    orgUnits: table({ key: (row) => row.id, indexes: { parent: (row) => row.parentId } }, changed),
    permissionSets: table({ key: (row) => row.arn, indexes: { name: (row) => row.name } }, changed),
    users: table({ key: (row) => row.id, indexes: { userName: (row) => row.userName.toLowerCase() } }, changed),
    groups: table({ key: (row) => row.id, indexes: { displayName: (row) => row.displayName } }, changed),
    memberships: table(
      {
        key: (row) => row.id,
        indexes: {
          group: (row) => row.groupId,
          user: (row) => row.userId,
          groupAndUser: (row) => membershipKey(row.groupId, row.userId),
        },
      },
      changed,
    ),
    assignments: table(
      {
        key: (row: AssignmentRow) => assignmentKey(row),
        indexes: {
          pair: (row) => pairKey(row.accountId, row.permissionSetArn),
          principal: (row) => principalKey(row.principalType, row.principalId),
          account: (row) => row.accountId,
        },
      },
      changed,
    ),
    provisioned: table(
      {
        key: (row) => pairKey(row.accountId, row.permissionSetArn),
        indexes: { account: (row) => row.accountId, permissionSet: (row) => row.permissionSetArn },
      },
      changed,
    ),
    accessLog: table({ key: (row: AccessLogRow) => row.id, indexes: { assignment: assignmentKey } }, changed),
    assignmentOperations: table(
      {
        key: (row) => row.requestId,
        indexes: {
          status: (row) => row.status,
          pairUnderWay: (row) => (row.status === "IN_PROGRESS" ? pairKey(row.accountId, row.permissionSetArn) : ""),
        },
      },
      changed,
    ),
    provisioningOperations: table({ key: (row) => row.requestId, indexes: { status: (row) => row.status } }, changed),
    roleSessions: table({ key: (row) => row.accessKeyId, indexes: { user: (row) => row.userId } }, changed),
    trailRecords: table({ key: (row) => row.id, indexes: {} }, changed),
    documents: table({ key: (row) => row.name, indexes: {} }, changed),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
