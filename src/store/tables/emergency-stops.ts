import type { Generated } from "kysely";
import type { StopScope } from "../../core/emergency-stop.ts";

export type EmergencyStopTable = {
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
  /** How many grants it took in; kept by the database. */
  takenGrants: Generated<number>;
  liftedAt: Date | null;
  liftedById: string | null;
  liftComment: string | null;
  idempotencyKey: string | null;
  idempotencyHash: string | null;
};
