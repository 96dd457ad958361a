import type { AuditEntry } from "../core/audit.ts";
import type { AssignmentState } from "../core/reconciliation.ts";
import type { AssignmentRow } from "../store/assignments.ts";
import type { Trx } from "../store/database.ts";
import { changeFinding } from "../store/drift-findings.ts";
import { findingEntry } from "./finding-entry.ts";

/** Closes a finding in the transaction that learns from AWS that what was found is gone. The audit entries are the caller's to append. */
export const settleAdoption = async (
  trx: Trx,
  facts: { row: AssignmentRow; state: AssignmentState; now: Date },
): Promise<AuditEntry[]> => {
  const { row, state, now } = facts;
  if (row.findingId === null || state.ownership === "ours") return [];
  const finding = await changeFinding(trx, { id: row.findingId, change: { state: "removed", closedAt: now } });
  return [findingEntry({ action: "drift.removed", finding, actor: { kind: "system" } })];
};
