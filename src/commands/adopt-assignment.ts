import type { Actor, AuditEntry } from "../core/audit.ts";
import type { FindingState } from "../core/drift.ts";
import { lockOpenGrants } from "../store/assignment-grants.ts";
import { adopt, lockAssignment, scheduleLook } from "../store/assignments.ts";
import type { Trx } from "../store/database.ts";
import { changeFinding, type Finding, lockFinding } from "../store/drift-findings.ts";
import type { CommandContext } from "./context.ts";
import { findingEntry } from "./finding-entry.ts";

/** `in-use`: access through Stint rides on it. `busy`: the engine is at this very assignment. `decided`: it is not in one of those states any more. */
export type Adoption = { finding: Finding; entries: AuditEntry[] } | "in-use" | "busy" | "decided";

/**
 * Hands something that Stint did not make to the engine, to be taken away like what is Stint's own: listed first, retried until AWS
 * confirms. Never while access through Stint rides on it. The database refuses it without a lawful finding. The audit entries are the
 * caller's to append, last.
 */
export const adoptAssignment = async (
  trx: Trx,
  ctx: CommandContext,
  facts: {
    finding: Finding;
    /** Only a finding that is in one of these states. */
    from: readonly FindingState[];
    by: { because: "setting" } | { because: "admin"; personId: string; comment: string | null };
    actor: Actor;
    now: Date;
  },
): Promise<Adoption> => {
  const { finding, by, now } = facts;
  const key = {
    personId: finding.principalId,
    accountId: finding.accountId,
    permissionSetArn: finding.permissionSetArn,
    ...(finding.principalKind === "group" ? { isGroup: true } : {}),
  };
  await scheduleLook(trx, { key, at: now, lane: "end" });
  // The assignment before what was found on it, as everybody locks them who has both.
  const row = await lockAssignment(trx, key);
  const current = await lockFinding(trx, finding.id);
  if (!current || !facts.from.includes(current.state)) return "decided";
  const grants = await lockOpenGrants(trx, key);
  if (grants.some(({ state, startsAt }) => state !== "scheduled" || startsAt <= now)) return "in-use";
  const isLeased = row?.leaseUntil && row.leaseUntil > now;
  if (!row || isLeased || row.operationKind || row.ownership === "ours" || row.doubtUntil) return "busy";
  const removing = await changeFinding(trx, {
    id: finding.id,
    change: {
      ...{ state: "removing", removalBecause: by.because, removalAskedAt: now },
      ...(by.because === "admin" ? { removalAskedById: by.personId, comment: by.comment } : {}),
    },
  });
  await adopt(trx, { key, findingId: finding.id, now });
  await ctx.jobs.wake(trx, "reconcile");
  const data = { because: by.because, ...(by.because === "admin" ? { comment: by.comment } : {}) };
  return {
    finding: removing,
    entries: [findingEntry({ action: "drift.removal-asked", finding: removing, actor: facts.actor, data })],
  };
};
