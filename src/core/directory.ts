import type { SessionLengths } from "./session-lengths.ts";

/** The directory is our mirror of the organisation and of Identity Center. What vanished there is marked `goneAt`, never deleted here. */

export type AccountState = "PENDING_ACTIVATION" | "ACTIVE" | "SUSPENDED" | "PENDING_CLOSURE" | "CLOSED";

export type Account = {
  id: string;
  name: string;
  email: string;
  state: AccountState;
  /** The OU (or root) that holds the account directly. */
  orgUnitId: string;
  /** From the root down to `orgUnitId`, both included. */
  path: string[];
  isManagement: boolean;
  goneAt: Date | null;
};

export type OrgUnit = { id: string; name: string; parentId: string | null; path: string[]; goneAt: Date | null };

export type PermissionSet = {
  arn: string;
  name: string;
  description: string;
  sessionDurationMinutes: number;
  /** Provisioned in the management account: a delegated administrator cannot assign it anywhere. */
  inManagementAccount: boolean;
  goneAt: Date | null;
};

/** With what is remembered of it beyond what Identity Center says now. */
export type KnownPermissionSet = PermissionSet & SessionLengths;

export type Person = {
  id: string;
  userName: string;
  displayName: string;
  email: string | null;
  enabled: boolean;
  goneAt: Date | null;
};

export type Group = { id: string; displayName: string; goneAt: Date | null };

/** A person together with the groups they are in right now. */
export type PersonInGroups = Person & { groupIds: string[] };

/** Whether this person may hold or decide anything at all. */
export const isPresent = (person: Pick<Person, "enabled" | "goneAt">): boolean =>
  person.enabled && person.goneAt === null;
