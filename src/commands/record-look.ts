import type { AuditEntry } from "../core/audit.ts";
import { compareHolders, type Holder, type Pair } from "../core/drift.ts";
import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { closeAbsentFindings, type Finding, recordFindings } from "../store/drift-findings.ts";
import { lookEveryMs, planNextLook } from "../store/drift-pairs.ts";
import { lockKnownAssignments, markMissing } from "../store/known-assignments.ts";
import type { CommandContext } from "./context.ts";
import { findingEntry } from "./finding-entry.ts";

/**
 * Records what AWS was seen to hold in one pair: what of ours is missing the engine looks at once more by itself; what others hold of a
 * role that is for temporary use only is found, once; what was found and is listed no more is closed. Removes nothing.
 */
export const recordLook = async (
  ctx: CommandContext,
  facts: { pair: Pair; listed: readonly Holder[]; askedAt: Date; isMarked: boolean },
): Promise<void> => {
  const { pair, listed, askedAt } = facts;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (trx) => {
    const known = await lockKnownAssignments(trx, { pair, listed, now });
    const { missing, foreign } = compareHolders({ listed, known, askedAt });
    for (const holder of missing) await ctx.jobs.wake(trx, "reconcile", await markMissing(trx, { pair, holder, now }));
    const found = await recordFindings(trx, {
      ...{ kind: "foreign", pair, now },
      seen: listed,
      holders: (facts.isMarked ? foreign : []).map((holder) => ({ id: ctx.ids.newId(), holder })),
    });
    const gone = await closeAbsentFindings(trx, { pair, listed, now });
    await planNextLook(trx, { pair, at: addMilliseconds(now, lookEveryMs), lookedAt: askedAt });
    const entries = [...found.map((one) => entry("drift.found", one)), ...gone.map((one) => entry("drift.gone", one))];
    if (entries.length > 0) await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
  });
};

const entry = (action: "drift.found" | "drift.gone", finding: Finding): AuditEntry =>
  findingEntry({ action, finding, actor: { kind: "system" } });
