import type { AssignmentApi, AssignmentKey } from "../core/identity-center.ts";
import type { BudgetLane } from "../core/pace.ts";
import type { Outcome } from "../core/reconciliation.ts";
import type { Trx } from "../store/database.ts";
import type { WorkerLock } from "../store/worker-lock.ts";

/** What the engine works with besides the rows. */
export type Engine = {
  api: AssignmentApi;
  /** Resolves when the shared budget allows one more call; ends overtake starts. */
  pace(lane: BudgetLane): Promise<void>;
  /** Why nobody may set out to give this access now; undefined when it may be given. Asked in the transaction that decides, never for ends. */
  mayStart(trx: Trx, facts: { key: AssignmentKey; now: Date }): Promise<string | undefined>;
  /** To what the policy that cuts credentials is attached; usually the root. */
  cutTarget?: string | undefined;
  /** Names this worker in leases. */
  holder: string;
  /** Takes or has what shows others that this worker lives. Where there is nothing, leases last their time. */
  takeLock?(): Promise<WorkerLock | undefined>;
  /** Of a claim: the lock that it was made under. Once that is lost, others may go on with the work. */
  lock?: WorkerLock | undefined;
  /** Assignment writes that may be under way in the whole organisation: ten, says AWS. */
  writesAtOnce: number;
  /** How long a lease lasts; no call is sent when less than half of it is left. */
  leaseMs: number;
};

/** What a call brought: an answer, or trouble that says to try again, or a refusal that cannot heal. */
export type Result =
  | { outcome: Outcome; pause?: boolean }
  | {
      outcome: Outcome | null;
      trouble: string;
      retryAfterMs?: number;
      final?: boolean;
      /** AWS understood and said no; it was neither busy nor out of reach. */
      isRefusal?: boolean;
    };

export const isRefusal = (result: Result | undefined): boolean =>
  result !== undefined && "trouble" in result && result.isRefusal === true;
