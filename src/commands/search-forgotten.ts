import type { DriftApi, Holder, Pair } from "../core/drift.ts";
import { CloudError } from "../core/identity-center.ts";
import { addMilliseconds, earlier } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { recordFindings } from "../store/drift-findings.ts";
import { isLookLeft } from "../store/drift-pairs.ts";
import { findCreationsLeft, markCreation, recordCreations } from "../store/forgotten-creations.ts";
import { lockKnownAssignments } from "../store/known-assignments.ts";
import { findUnsearchedRestores, markSearched, type UnsearchedRestore } from "../store/restores.ts";
import type { CommandContext } from "./context.ts";
import { findingEntry } from "./finding-entry.ts";

/** The clocks of AWS and of the database may differ so much. */
const clocksDifferMs = 5 * 60_000;

/** So many in each turn, two calls each: as many as there are looks. Of so many in a row AWS told nothing: it is left alone for a while. */
const [creationsAtOnce, mostInVain] = [20, 5];

type Creation = Pair & { holder: Holder };

/** What AWS refuses to tell of counts as held: nobody else will say that it may be Stint's. */
const isStillHeld = async (api: DriftApi, { holder, ...pair }: Creation): Promise<boolean> => {
  try {
    return (await api.holders(pair)).some(({ kind, id }) => kind === holder.kind && id === holder.id);
  } catch (problem) {
    if (problem instanceof CloudError && problem.problem === "refused") return true;
    throw problem;
  }
};

/** Nothing is listed twice: all of it was made before the restore was spoken of. */
const list = async (ctx: CommandContext, api: DriftApi, restore: UnsearchedRestore): Promise<void> => {
  const from = addMilliseconds(restore.restoredTo, -clocksDifferMs);
  const to = addMilliseconds(restore.at, clocksDifferMs);
  const made = (await api.creations()).filter(({ createdAt }) => createdAt >= from && createdAt <= to);
  const at = ctx.clock.now();
  await ctx.db.transaction().execute((trx) => recordCreations(trx, { restoreId: restore.id, made, at }));
};

const record = async (trx: Trx, ctx: CommandContext, made: { operationId: string } & Creation): Promise<void> => {
  const { holder, accountId, permissionSetArn, operationId } = made;
  const now = ctx.clock.now();
  const pair = { accountId, permissionSetArn };
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
};

/** What one of them made, looked at once and for all; what AWS does not tell of now is tried again after all others. */
const lookThrough = async (ctx: CommandContext, api: DriftApi, operationId: string): Promise<void> => {
  try {
    const creation = await api.creation(operationId);
    // Stint never gives anything to a group.
    const isFound = creation?.holder.kind === "person" && (await isStillHeld(api, creation));
    await ctx.db.transaction().execute(async (trx) => {
      if (isFound) await record(trx, ctx, { operationId, ...creation });
      await markCreation(trx, operationId, { searchedAt: ctx.clock.now() });
    });
  } catch (problem) {
    if (problem instanceof CloudError) await markCreation(ctx.db, operationId, { triedAt: ctx.clock.now() });
    throw problem;
  }
};

const said = ({ operation, message }: CloudError): string => `${operation}: ${message}`;

/**
 * Has AWS's own list of what it made in the lost time in the rows, of each restore once and before all else: AWS does not say how long it
 * keeps it. Answers AWS's words when it did not tell; then it is asked again in the next turn, and nothing waits for that.
 */
export const listForgotten = async (ctx: CommandContext, api: DriftApi): Promise<string | null> => {
  try {
    for (const restore of await findUnsearchedRestores(ctx.db))
      if (restore.listedAt === null) await list(ctx, api, restore);
    return null;
  } catch (problem) {
    if (!(problem instanceof CloudError)) throw problem;
    return said(problem);
  }
};

/** As many as one turn has room for. Answers AWS's words where it did not tell. */
const search = async (ctx: CommandContext, api: DriftApi): Promise<string | null> => {
  let trouble: string | null = null;
  let inVain = 0;
  for (const { operationId } of await findCreationsLeft(ctx.db, creationsAtOnce)) {
    try {
      await lookThrough(ctx, api, operationId);
      inVain = 0;
    } catch (problem) {
      if (!(problem instanceof CloudError) || problem.problem === "throttled") throw problem;
      trouble = said(problem);
      inVain += 1;
      if (inVain === mostInVain) break;
    }
  }
  return trouble;
};

export type SearchTurn = {
  asked: boolean;
  /** AWS's words when it did not tell; it is asked again, and nothing else waits for that. */
  trouble: string | null;
  isOver: boolean;
};

/**
 * After a restore to an earlier moment: whatever AWS made for a person in the time that the database knows nothing of, still holds, and is not
 * known to be Stint's, is found. It may be Stint's or standing, and nothing here can tell; an admin decides. Once for each restore, so many
 * creations in each turn, from where the last one stopped, and only when all that the restore wants looked at was looked at: what was taken
 * away in that time is told first. What AWS does not tell of one creation keeps no other waiting. Throws when AWS asks for a pause.
 */
export const searchForgotten = async (ctx: CommandContext, api: DriftApi): Promise<SearchTurn> => {
  const restores = await findUnsearchedRestores(ctx.db);
  if (restores.length === 0) return { asked: false, trouble: null, isOver: true };
  const isListed = restores.every(({ listedAt }) => listedAt !== null);
  const earliest = restores.map(({ restoredTo }) => restoredTo).reduce(earlier);
  if (!isListed || (await isLookLeft(ctx.db, earliest))) return { asked: false, trouble: null, isOver: false };
  const trouble = await search(ctx, api);
  const isOver = (await findCreationsLeft(ctx.db, 1)).length === 0;
  if (isOver) await markSearched(ctx.db, { ids: restores.map(({ id }) => id), at: ctx.clock.now() });
  return { asked: true, trouble, isOver };
};
