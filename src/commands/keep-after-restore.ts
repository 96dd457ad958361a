import type { AuditEntry } from "../core/audit.ts";
import { isSameDocument, type SeenPolicy } from "../core/cut-policy.ts";
import { documentOf } from "../core/cut-statement.ts";
import { doesDeny, keptStatements, keptUntil, statementsOf } from "../core/kept-cuts.ts";
import { later } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { toCut } from "../store/credential-cuts.ts";
import type { CutPolicyChange } from "../store/cut-policy.ts";
import type { Trx } from "../store/database.ts";
import { forgetKept, markCutsSeen, type RestoreOfCuts } from "../store/restored-cuts.ts";
import type { CommandContext } from "./context.ts";
import { policyEntry } from "./cut-policy-trouble.ts";
import { save, type Turn } from "./cut-policy-turn.ts";
import { lookAtPolicy, notOursWords } from "./look-at-cut-policy.ts";
import { loseCuts } from "./settle-cuts.ts";

type Found = { change: CutPolicyChange; kept: object[]; entries: AuditEntry[] };

/** That the policy says more than the rows know is nobody's meddling; what Stint cannot have written is. */
const takeStock = (seen: SeenPolicy, facts: { turn: Turn; now: Date; until: Date }): Found => {
  const { now, until } = facts;
  const { targetId } = facts.turn.row;
  const kept = keptStatements({ content: seen.content, at: now });
  const found = { content: seen.content, targets: seen.targets };
  const isStrange = kept.length < statementsOf(seen.content).length;
  return {
    kept,
    change: {
      ...{ content: seen.content, written: null, mayExist: true },
      targetId: targetId !== null && seen.targets.includes(targetId) ? targetId : null,
      ...(isStrange ? { meddledAt: now } : {}),
    },
    entries: [
      ...(kept.length > 0 ? [policyEntry("cut-policy.kept", { found, statements: kept.length, until })] : []),
      ...(isStrange ? [policyEntry("cut-policy.meddled", { found })] : []),
    ],
  };
};

const gone: Found = {
  change: { content: null, written: null, targetId: null, mayExist: false },
  ...{ kept: [], entries: [] },
};

/**
 * The first look at AWS's policy after a restore to an earlier moment, before anything is written: what it denies, and the rows may know
 * nothing of, is kept until all that was cut before the restore has expired. What the rows call cut and AWS does not hold is cut anew. A
 * policy that is not ours is left alone, and said.
 */
export const keepAfterRestore = async (turn: Turn, restores: readonly RestoreOfCuts[]): Promise<void> => {
  const { ctx, row } = turn;
  const seen = await lookAtPolicy(turn, true);
  const now = ctx.clock.now();
  const until = restores.map(({ at }) => keptUntil(at)).reduce(later, now);
  const ids = restores.map(({ id }) => id);
  await ctx.db.transaction().execute(async (trx) => {
    const tell = (entries: AuditEntry[]) => appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
    const isKnown = typeof seen === "object" && row.content !== null && isSameDocument(row.content, seen.content);
    if (seen === "not-ours" || isKnown) {
      await save(turn, {}, trx);
      await markCutsSeen(trx, { ids, at: now, keptPolicy: null });
      if (!isKnown) await tell([policyEntry("cut-policy.refused", { lastError: notOursWords })]);
      return;
    }
    const { change, kept, entries } = seen ? takeStock(seen, { turn, now, until }) : gone;
    await save(turn, change, trx);
    await markCutsSeen(trx, { ids, at: now, keptPolicy: kept.length > 0 ? documentOf(kept) : null });
    const isInPlace = (change.targetId ?? null) !== null;
    const lost = await loseCuts(trx, {
      now,
      unless: (cut) => isInPlace && kept.some((statement) => doesDeny(statement, toCut(cut))),
    });
    if (entries.length + lost.length > 0) await tell([...entries, ...lost]);
    Object.assign(row, change);
  });
};

/** Once AWS was read back without it: what was kept for the sake of restores is kept no more. */
export const letGoOfKept = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { over: readonly RestoreOfCuts[]; now: Date },
) => {
  const ids = facts.over.map(({ id }) => id);
  if (ids.length === 0 || !(await forgetKept(trx, ids))) return;
  await appendAudit(trx, { at: facts.now, newId: () => ctx.ids.newId() }, [policyEntry("cut-policy.released", {})]);
};
