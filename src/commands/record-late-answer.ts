import { learnLate, type Outcome } from "../core/reconciliation.ts";
import { type AssignmentRow, keyOf, saveAssignment, stateOf } from "../store/assignments.ts";
import type { Trx } from "../store/database.ts";

/**
 * A worker that was held up so long that its lease was lost has sent a write all the same. What it learned is kept and looked at now:
 * an assignment made by a call that nobody remembers would stay for ever.
 */
export const recordLateAnswer = async (
  trx: Trx,
  facts: { row: AssignmentRow; outcome: Outcome; now: Date; intendedAt: Date },
): Promise<void> => {
  const { row, now } = facts;
  const state = learnLate(stateOf(row), facts.outcome, facts);
  if (!state) return;
  const { attempts, refusals, lastError, lane, unwantedSince, leaseHolder, leaseUntil, setAsideAt } = row;
  await saveAssignment(trx, keyOf(row), {
    state,
    progress: { attempts, refusals, lastError, lane, unwantedSince, nextAt: now },
    lease: leaseHolder && leaseUntil ? { holder: leaseHolder, until: leaseUntil } : null,
    setAsideAt,
  });
};
