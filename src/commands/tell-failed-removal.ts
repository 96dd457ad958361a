import type { Effort } from "../core/assignment-progress.ts";
import type { AuditEntry } from "../core/audit.ts";
import type { Result } from "./assignment-engine.ts";
import type { OpenGrant } from "./move-grants.ts";

/** The first attempt is told, and then each time there were twice as many: a removal that is stuck for days does not fill the log. */
const isTold = (attempts: number) => attempts > 0 && Number.isInteger(Math.log2(attempts));

/** A removal that AWS accepted and then did not do is told in the audit log, ever more rarely, for each grant that waits for it. */
export const tellFailedRemoval = (result: Result | undefined, grants: OpenGrant[], effort: Effort): AuditEntry[] => {
  if (result?.outcome?.of !== "failed" || result.outcome.kind !== "delete") return [];
  if (!isTold(effort.attempts)) return [];
  return grants
    .filter((grant) => grant.state === "ending")
    .map((grant) => ({
      actor: { kind: "system" },
      action: "grant.removal-retried",
      subject: { kind: "grant", id: grant.id },
      requestId: grant.requestId,
      grantId: grant.id,
      personId: grant.personId,
      accountId: grant.accountId,
      data: { attempts: effort.attempts, lastError: effort.lastError },
    }));
};
