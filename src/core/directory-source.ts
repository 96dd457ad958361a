import type { Account, Group, OrgUnit, PermissionSet, Person } from "./directory.ts";

/** Where Stint runs decides what it can touch: see "Limits AWS sets" in the product description. */
export type Deployment = {
  instanceArn: string;
  identityStoreId: string;
  managementAccountId: string;
  /** The account of our own credentials. */
  callerAccountId: string;
};

/** A thing as AWS tells of it: that it is gone is never told. */
export type Seen<T> = Omit<T, "goneAt">;

export type DirectoryKind = "accounts" | "orgUnits" | "permissionSets" | "people" | "groups";

/** Reads the organisation, the permission sets and the people. Throws `CloudError` only. */
export type DirectorySource = {
  deployment(): Promise<Deployment>;
  orgUnits(): Promise<Seen<OrgUnit>[]>;
  accounts(): Promise<Seen<Account>[]>;
  permissionSetArns(): Promise<string[]>;
  /** One call each, so ask only for what is new or has not been looked at for long. */
  describePermissionSet(arn: string): Promise<Omit<Seen<PermissionSet>, "inManagementAccount">>;
  permissionSetArnsInManagementAccount(): Promise<string[]>;
  people(): Promise<Seen<Person>[]>;
  groups(): Promise<Seen<Group>[]>;
  membersOf(groupId: string): Promise<string[]>;
  /** Whether this one thing exists, asked by itself: a list that shifts while it is read can lack what is there. */
  isThere(kind: DirectoryKind, id: string): Promise<boolean>;
};

/** One person as Identity Center knows them this very moment. */
export type PersonLookup = {
  /** Undefined when there is no such person (any more). */
  findPerson(personId: string, signal?: AbortSignal): Promise<(Seen<Person> & { groupIds: string[] }) | undefined>;
  findPersonIdByUserName(userName: string, signal?: AbortSignal): Promise<string | undefined>;
  /** By any of their addresses, also one that is not their primary. */
  findPersonIdByEmail(email: string, signal?: AbortSignal): Promise<string | undefined>;
};
