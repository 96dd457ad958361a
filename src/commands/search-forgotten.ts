import type { DriftApi, Holder, Pair } from "../core/drift.ts";
import { CloudError } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { recordFindings } from "../store/drift-findings.ts";
import { lockKnownAssignments } from "../store/known-assignments.ts";
import { findUnsearchedRestore, markSearched, type Restore } from "../store/restores.ts";
import type { CommandContext } from "./context.ts";
import { findingEntry } from "./finding-entry.ts";

/** The clocks of AWS and of the database may differ so much. */
const clocksDifferMs = 5 * 60_000;

/** What AWS refuses to tell of counts as held: nobody else will say that it may be Stint's. */
const isStillHeld = async (api: DriftApi, { holder, ...pair }: Pair & { holder: Holder }): Promise<boolean> => {
  try {
    return (await api.holders(pair)).some(({ kind, id }) => kind === holder.kind && id === holder.id);
  } catch (problem) {
    if (problem instanceof CloudError && problem.problem === "refused") return true;
    throw problem;
  }
};

const search = async (ctx: CommandContext, api: DriftApi, restore: Restore): Promise<void> => {
  const from = addMilliseconds(restore.restoredTo, -clocksDifferMs);
  const to = addMilliseconds(restore.at, clocksDifferMs);
  const made = (await api.creations()).filter(({ createdAt }) => createdAt >= from && createdAt <= to);
  const seen = new Set<string>();
  for (const { operationId } of made) {
    const creation = await api.creation(operationId);
    // Stint never gives anything to a group.
    if (creation?.holder.kind !== "person") continue;
    const { holder, accountId, permissionSetArn } = creation;
    const tuple = `${holder.id} ${accountId} ${permissionSetArn}`;
    if (seen.has(tuple)) continue;
    seen.add(tuple);
    if (!(await isStillHeld(api, creation))) continue;
    const pair = { accountId, permissionSetArn };
    await ctx.db.transaction().execute(async (trx) => {
      const now = ctx.clock.now();
      const known = await lockKnownAssignments(trx, { pair, listed: [holder], now });
      if (known.some((one) => one.holder.id === holder.id && one.state.ownership === "ours")) return;
      const found = await recordFindings(trx, {
        ...{ kind: "forgotten", pair, now, seen: [] },
        holders: [{ id: ctx.ids.newId(), holder }],
      });
      const entries = found.map((finding) =>
        findingEntry({ action: "drift.found", finding, actor: { kind: "system" }, data: { operationId } }),
      );
      if (entries.length > 0) await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
    });
  }
  await ctx.db.transaction().execute((trx) => markSearched(trx, { id: restore.id, at: ctx.clock.now() }));
};

/**
 * After a restore to an earlier moment: whatever AWS made for a person in the time that the database knows nothing of, still holds, and is not
 * known to be Stint's, is found. It may be Stint's or standing, and nothing here can tell; an admin decides. Once for each restore. Answers AWS's
 * words when it refuses to tell what it made: then it is asked again, and nothing else waits for that.
 */
export const searchForgotten = async (ctx: CommandContext, api: DriftApi): Promise<string | null> => {
  const restore = await findUnsearchedRestore(ctx.db);
  if (!restore) return null;
  try {
    await search(ctx, api, restore);
    return null;
  } catch (problem) {
    if (!(problem instanceof CloudError) || problem.problem !== "refused") throw problem;
    return `${problem.operation}: ${problem.message}`;
  }
};
