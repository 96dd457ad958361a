/** Whose events are looked for. */
export type ActivitySubject = { personId: string; userName: string; accountId: string; permissionSetName: string };

/** Event times from `from` (included) to `to` (excluded). */
export type ActivityQuery = { subject: ActivitySubject; from: Date; to: Date };

export type ActivitySourceKind = "s3" | "athena" | "cloudwatch-logs" | "cloudtrail-lake";

/** Files read, or queries answered; `total` is null while it is not known how many there are. */
export type ActivityProgress = { done: number; total: number | null };

/**
 * `records`: CloudTrail records as the JSON they are, that may belong to the subject. Neighbours and repeats are allowed: core decides
 * what counts.
 */
export type ActivityBatch = { records: unknown[]; progress: ActivityProgress };

/** Reads a trail. Throws `CloudError` only. */
export type ActivitySource = {
  kind: ActivitySourceKind;
  read(query: ActivityQuery, signal: AbortSignal): AsyncIterable<ActivityBatch>;
  /** When the newest delivery arrived, as seen at `now`: tells whether the trail delivers. Null: nothing was ever delivered, or not lately. */
  newestDelivery(now: Date, signal: AbortSignal): Promise<Date | null>;
};
