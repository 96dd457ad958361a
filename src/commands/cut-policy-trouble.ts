import type { AuditEntry } from "../core/audit.ts";
import { CloudError } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { type CutPolicyRow, saveCutPolicyTrouble } from "../store/cut-policy.ts";
import type { CommandContext } from "./context.ts";

const firstRetryMs = 1_000;
const longestRetryMs = 60_000;

export const policyEntry = (action: string, data: Record<string, unknown>): AuditEntry => ({
  actor: { kind: "system" },
  action,
  subject: { kind: "cut-policy", id: "cut-policy" },
  data,
});

/** A refusal that no answer of AWS brought: what is there is not ours to change. */
export const notOurs = (words: string): CloudError =>
  new CloudError({ problem: "refused", operation: "ListPolicies", message: words });

/** Puts the work off, ever longer, and tells a refusal in the audit log, once until it works again. */
export const recordPolicyTrouble = async (
  ctx: CommandContext,
  facts: { holder: string; row: CutPolicyRow; problem: CloudError },
): Promise<void> => {
  const { holder, row, problem } = facts;
  const now = ctx.clock.now();
  const isRefused = problem.problem === "refused";
  const lastError = `${problem.operation}: ${problem.message}`;
  const waitMs = isRefused ? longestRetryMs : Math.min(firstRetryMs * 2 ** Math.min(row.attempts, 6), longestRetryMs);
  await ctx.db.transaction().execute(async (trx) => {
    const change = {
      attempts: row.attempts + 1,
      lastError,
      isRefused,
      failingSince: row.failingSince ?? now,
      retryAt: addMilliseconds(now, problem.retryAfterMs ?? waitMs),
    };
    if (!(await saveCutPolicyTrouble(trx, { holder, change })) || !isRefused || row.isRefused) return;
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      policyEntry("cut-policy.refused", { lastError }),
    ]);
  });
};
