import type { Generated } from "kysely";
import type { AccountState } from "../../core/directory.ts";
import type { Json } from "./json-column.ts";

export type AccountTable = {
  id: string;
  name: string;
  email: string;
  state: AccountState;
  orgUnitId: string;
  path: string[];
  isManagement: boolean;
  goneAt: Date | null;
};

export type OrgUnitTable = { id: string; name: string; parentId: string | null; path: string[]; goneAt: Date | null };

export type PermissionSetTable = {
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

export type PersonTable = {
  id: string;
  userName: string;
  displayName: string;
  email: string | null;
  enabled: boolean;
  /** When this person and their groups were last read together; null when only a list told of them. */
  refreshedAt: Date | null;
  goneAt: Date | null;
};

export type GroupTable = { id: string; displayName: string; membersSyncedAt: Date | null; goneAt: Date | null };

export type DirectorySyncTable = {
  id: string;
  startedAt: Date;
  /** The running sync says now and then that it is alive, so that a crashed one is noticed. */
  aliveAt: Date;
  finishedAt: Date | null;
  outcome: "running" | "succeeded" | "failed";
  counts: Json<Record<string, number>>;
  error: string | null;
};
