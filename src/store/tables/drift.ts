import type { FindingKind, FindingState } from "../../core/drift.ts";

/** One row: who looks now, whether AWS answers, and the fuse of removals. */
export type DriftWatchTable = {
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

/** Roles that are for temporary use only, and where each round through the accounts stands. */
export type DriftRoleTable = {
  permissionSetArn: string;
  nextAt: Date;
  roundBeganAt: Date | null;
  roundEndedAt: Date | null;
  /** Since when AWS cannot tell where it is held; null where it last could. */
  failingSince: Date | null;
};

export type DriftPairTable = {
  accountId: string;
  permissionSetArn: string;
  nextAt: Date;
  lookedAt: Date | null;
  /** Since when AWS cannot tell who holds it; null where it last could, or refused to. */
  failingSince: Date | null;
};

export type DriftFindingTable = {
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

/** One row for each word that the database was restored to an earlier moment. */
export type RestoreTable = {
  id: string;
  at: Date;
  restoredTo: Date;
  /** When AWS had listed what it made in the lost time; null: not yet. */
  listedAt: Date | null;
  /** When all of that was looked through; null: not yet. */
  searchedAt: Date | null;
  /** When the policy that cuts credentials was first looked at after it; null: not yet. */
  cutsSeenAt: Date | null;
  /** Of what it denied then, all that stays denied for now; null when there is no such thing, or no more. */
  keptPolicy: string | null;
};
