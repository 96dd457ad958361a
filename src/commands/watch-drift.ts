import type { DriftApi } from "../core/drift.ts";
import { CloudError } from "../core/identity-center.ts";
import { addMilliseconds, earlier, later } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { closeUnwatchedFindings, hasUnwatchedFinding } from "../store/drift-findings.ts";
import {
  beginRound,
  type DueLook,
  findDueLooks,
  finishRounds,
  isLookPutOff,
  lookEveryMs,
  nextLookDueAt,
  planDriftLooks,
  planNextLook,
  planNextRound,
  putOffLook,
} from "../store/drift-pairs.ts";
import { findDriftWatch, letGoOfDriftWatch, takeDriftWatch, tellDriftWatch } from "../store/drift-watch.ts";
import { readStoredSettings, type StoredSettings } from "../store/settings.ts";
import type { CommandContext } from "./context.ts";
import { findingEntry } from "./finding-entry.ts";
import { recordLook } from "./record-look.ts";
import { removeForeign } from "./remove-foreign.ts";
import { listForgotten, type SearchTurn, searchForgotten } from "./search-forgotten.ts";

export type DriftWork = {
  api: DriftApi;
  /** Names this worker in the lease. */
  holder: string;
};

/** So many looks in a row, and then a rest: two calls a second of the eighteen, however much there is to look at. */
const looksAtOnce = 20;
const mostInVain = 5;
const restMs = 10_000;
const leaseMs = 2 * 60_000;
const retryMs = 60_000;

/** A round of many looks in a full budget outlasts the lease: whoever is at it keeps it. */
const keepingLease = (ctx: CommandContext, { api, holder }: DriftWork): DriftApi => {
  const keep = async () => {
    const now = ctx.clock.now();
    await takeDriftWatch(ctx.db, { holder, now, until: addMilliseconds(now, leaseMs) });
  };
  return {
    ...api,
    async holders(pair) {
      await keep();
      return api.holders(pair);
    },
    async creation(operationId) {
      await keep();
      return api.creation(operationId);
    },
  };
};

type Watch = { ctx: CommandContext; work: DriftWork; stored: StoredSettings };

const closeUnwatched = async ({ ctx, stored }: Watch): Promise<void> => {
  const now = ctx.clock.now();
  const marked = stored.settings.temporaryOnlyPermissionSetArns;
  if (!(await hasUnwatchedFinding(ctx.db, marked))) return;
  await ctx.db.transaction().execute(async (trx) => {
    const closed = await closeUnwatchedFindings(trx, { marked, now });
    const actor = { kind: "system" as const };
    const entries = closed.map((finding) => findingEntry({ action: "drift.unwatched", finding, actor }));
    if (entries.length > 0) await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, entries);
  });
};

const look = async ({ ctx, work, stored }: Watch, { accountId, permissionSetArn }: DueLook): Promise<void> => {
  const askedAt = ctx.clock.now();
  if (accountId === null) {
    const accountIds = await work.api.accountsHolding(permissionSetArn);
    const round = { permissionSetArn, accountIds, askedAt, now: ctx.clock.now(), changedAt: stored.updatedAt };
    await ctx.db.transaction().execute((trx) => beginRound(trx, round));
    return;
  }
  const pair = { accountId, permissionSetArn };
  const listed = await work.api.holders(pair);
  const isMarked = stored.settings.temporaryOnlyPermissionSetArns.includes(permissionSetArn);
  await recordLook(ctx, { pair, listed, askedAt, isMarked });
};

/**
 * What AWS does not tell of one pair keeps nobody from looking at the others, nor the next round from beginning: what it refused is asked
 * again in its turn, all else in a minute, behind whatever is due by then.
 */
const putOff = async ({ ctx }: Watch, due: DueLook, { problem }: CloudError): Promise<void> => {
  const { accountId, permissionSetArn } = due;
  const now = ctx.clock.now();
  const at = addMilliseconds(now, lookEveryMs);
  if (problem !== "refused") await putOffLook(ctx.db, { look: due, now, at: addMilliseconds(now, retryMs) });
  else if (accountId === null) await planNextRound(ctx.db, { permissionSetArn, at });
  else await planNextLook(ctx.db, { pair: { accountId, permissionSetArn }, at, lookedAt: now });
};

type Looked = {
  asked: boolean;
  trouble: string | null;
  /** Nothing seems to answer. */
  isDown: boolean;
};

const haveInCommon = (one: DueLook, other: DueLook): boolean =>
  one.permissionSetArn === other.permissionSetArn || (one.accountId !== null && one.accountId === other.accountId);

/**
 * One pair, one account or one role may be in trouble by itself: then the others are looked at. Of two in a row that have nothing in common
 * AWS is taken to be in trouble altogether; of five in any case for this turn.
 */
const lookAtDue = async (watch: Watch): Promise<Looked> => {
  let trouble: string | null = null;
  let inVain: DueLook[] = [];
  const looks = await findDueLooks(watch.ctx.db, { now: watch.ctx.clock.now(), limit: looksAtOnce });
  for (const due of looks) {
    try {
      await look(watch, due);
      inVain = [];
    } catch (problem) {
      if (!(problem instanceof CloudError)) throw problem;
      trouble = `${problem.operation}: ${problem.message}`;
      await putOff(watch, due, problem);
      if (problem.problem === "throttled") throw problem;
      if (problem.problem === "refused") continue;
      const before = inVain.at(-1);
      if (before && !haveInCommon(before, due)) return { asked: true, trouble, isDown: true };
      inVain.push(due);
      if (inVain.length === mostInVain) break;
    }
  }
  return { asked: looks.length > 0, trouble, isDown: false };
};

/** Without a question AWS has said nothing; and all is not well while a pair that it could not tell of waits for its next try. */
const tell = async (
  { ctx }: Watch,
  { looks, list, search }: { looks: Looked; list: string | null; search: SearchTurn },
): Promise<Date | undefined> => {
  const error = looks.trouble ?? list ?? search.trouble;
  const now = ctx.clock.now();
  const retryAt = looks.isDown ? addMilliseconds(now, retryMs) : null;
  const isSilent = !looks.asked && !search.asked && list === null;
  if (!isSilent && (error !== null || !(await isLookPutOff(ctx.db))))
    await tellDriftWatch(ctx.db, { now, error, retryAt });
  return retryAt ?? undefined;
};

/**
 * Looks at what Identity Center holds against what is wanted: where access is active, where something was found, and wherever a role is held
 * that is for temporary use only; each of them once an hour, one worker at a time, behind all other work, and from where the last one
 * stopped. No call where there is nothing to look at. Answers when to look again.
 */
export const watchDrift = async (ctx: CommandContext, work: DriftWork): Promise<Date | undefined> => {
  const now = ctx.clock.now();
  const { retryAt } = await findDriftWatch(ctx.db);
  if (retryAt && retryAt > now && retryAt <= addMilliseconds(now, retryMs)) return retryAt;
  const stored = await readStoredSettings(ctx.db);
  const watch = { ctx, work: { ...work, api: keepingLease(ctx, work) }, stored };
  const until = addMilliseconds(now, leaseMs);
  let searchAgainMs: number | undefined;
  if (!(await takeDriftWatch(ctx.db, { holder: work.holder, now, until }))) return undefined;
  try {
    const marked = stored.settings.temporaryOnlyPermissionSetArns;
    await closeUnwatched(watch);
    const list = await listForgotten(ctx, watch.work.api);
    await planDriftLooks(ctx.db, { marked, changedAt: stored.updatedAt, now });
    const looks = await lookAtDue(watch);
    await finishRounds(ctx.db, ctx.clock.now());
    await removeForeign(ctx);
    const search = await searchForgotten(ctx, watch.work.api);
    if (!search.isOver) searchAgainMs = (search.trouble ?? list) === null ? restMs : retryMs;
    const pausedUntil = await tell(watch, { looks, list, search });
    if (pausedUntil) return pausedUntil;
  } catch (problem) {
    if (!(problem instanceof CloudError)) throw problem;
    const at = ctx.clock.now();
    const error = `${problem.operation}: ${problem.message}`;
    await tellDriftWatch(ctx.db, { now: at, error, retryAt: addMilliseconds(at, retryMs) });
    return addMilliseconds(at, retryMs);
  } finally {
    await letGoOfDriftWatch(ctx.db, work.holder);
  }
  const at = ctx.clock.now();
  const due = await nextLookDueAt(ctx.db);
  const next = due && later(due, addMilliseconds(at, restMs));
  if (searchAgainMs === undefined) return next;
  const searchAt = addMilliseconds(at, searchAgainMs);
  return next ? earlier(next, searchAt) : searchAt;
};
