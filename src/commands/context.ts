import type { Clock, IdSource } from "../core/time.ts";
import type { Tracing } from "../core/tracing.ts";
import type { Db } from "../store/database.ts";
import type { Jobs } from "../store/jobs.ts";

/** What every command is given: where to write, the time, new ids, and the way to wake the worker in the same transaction. */
export type CommandContext = {
  db: Db;
  clock: Clock;
  ids: IdSource;
  jobs: Jobs;
  /** Absent where nothing is traced. */
  tracing?: Tracing;
};

/** Who calls: an id that sign-in established, never one that a body or a header claims. `via` is the API client that acts for them. */
export type Caller = {
  personId: string;
  via?: string;
  /** When they proved who they are to the identity provider; null when it did not say, absent when no browser calls. */
  authenticatedAt?: Date | null;
  /** The groups known of them are too old to make anybody auditor or admin, and Identity Store does not answer. */
  groupsAreStale?: true;
};
