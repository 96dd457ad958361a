type Unsettled = { count: number; since: Date | null };

/** What system health is judged by, as it was read at one instant. */
export type SystemFacts = {
  now: Date;
  /** When the worker that was heard of last was heard of. */
  workerSeenAt: Date | null;
  removals: Unsettled;
  starts: Unsettled;
  /** Since when the work that is due longest among the removals waits for a worker to begin it. */
  removalDueAt: Date | null;
  stops: {
    /** What can still be used, or was not confirmed gone, of what an emergency stop was to end. */
    grants: number;
    /** When the oldest emergency stop was asked for that has not emptied its scope. */
    since: Date | null;
    lastError: string | null;
  };
  directory: { succeededAt: Date | null; outcome: "running" | "succeeded" | "failed" | null; error: string | null };
  audit: { isBroken: boolean };
  activity: {
    /** Grants whose last look failed. */
    failed: { count: number; lastError: string | null };
    /** What the trail said when it was last asked; null where none is read. */
    trail: {
      lastError: string | null;
      /** Null while it was never asked. */
      lookedAt: Date | null;
      /** As seen when it was last asked; null: no delivery was seen. */
      newestDeliveryAt: Date | null;
    } | null;
    /** When the oldest access began that is active now. */
    activeSince: Date | null;
  };
  cuts: {
    /** Cuts that AWS does not hold although it should. */
    missing: number;
    /** Of those, the ones for which the policy has no room. */
    waiting: number;
    failingSince: Date | null;
    isRefused: boolean;
    lastError: string | null;
    /** When somebody else was last found to have changed the policy. */
    meddledAt: Date | null;
  };
  drift: {
    /** What was found and nobody has decided on. */
    open: number;
    fuseBlownAt: Date | null;
    failingSince: Date | null;
    lastError: string | null;
  };
  outbox: { waiting: number; oldestAt: Date | null; lastError: string | null; givenUp: number };
};
