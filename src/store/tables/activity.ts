import type { Generated } from "kysely";
import type { ActivitySourceKind } from "../../core/activity-source.ts";

/** How far the activity of a grant was read. The row is written by the database itself when the grant begins. */
export type ActivityReadingTable = {
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
export type ActivitySourceTable = {
  id: 1;
  kind: ActivitySourceKind | null;
  toldAt: Date;
  newestDeliveryAt: Date | null;
  lookedAt: Date | null;
  lastError: string | null;
};
