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
