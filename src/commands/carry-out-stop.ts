import type { Actor } from "../core/audit.ts";
import type { EmergencyStop } from "../core/emergency-stop.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { Trx } from "../store/database.ts";
import { findGrantsToStop, findRequestsToStop, takeIntoStop } from "../store/emergency-stop-grants.ts";
import { changeStop, countCancelled, findUnfinishedStops, lockStop } from "../store/emergency-stops.ts";
import { endGrants, lockGrants } from "../store/grants.ts";
import { addNotices } from "../store/notices.ts";
import { closeRequests, lockRequests } from "../store/requests.ts";
import { scheduleLooks } from "../store/schedule-looks.ts";
import type { CommandContext } from "./context.ts";
import { type BatchWork, batchSize, doBatch } from "./do-batch.ts";
import { tellEarlyEnd } from "./tell-early-end.ts";

const actorOf = ({ askedById, askedVia }: EmergencyStop): Actor => ({
  kind: "person",
  id: askedById,
  ...(askedVia === null ? {} : { via: askedVia }),
});

/** Ends those of these grants that go on; those that are ending already come before all other work from now on. */
const stopGrants = async (trx: Trx, ctx: CommandContext, stop: EmergencyStop, ids: string[]): Promise<void> => {
  const at = ctx.clock.now();
  const before = new Map((await lockGrants(trx, ids)).map((grant) => [grant.id, grant]));
  const reason = "emergency-stop" as const;
  const after = await endGrants(trx, { ids, reason, endedById: stop.askedById, comment: stop.comment, at });
  const ended = after.flatMap((grant) => {
    const was = before.get(grant.id);
    return was ? [{ before: was, after: grant }] : [];
  });
  const ending = [...before.values()].filter(({ state }) => state === "ending");
  await scheduleLooks(trx, { keys: ending, at, lane: "end", urgent: true });
  await takeIntoStop(trx, {
    stopId: stop.id,
    grantIds: [...ended.map((one) => one.after.id), ...ending.map(({ id }) => id)],
  });
  const facts = { ended, actor: actorOf(stop), now: at, emergencyStopId: stop.id };
  const entries = await tellEarlyEnd(trx, ctx, facts);
  if (ending.length > 0) await ctx.jobs.wake(trx, "reconcile");
  await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, entries);
};

/** Takes back those of these requests that still wait, so that no later approval brings access. */
const stopRequests = async (trx: Trx, ctx: CommandContext, stop: EmergencyStop, ids: string[]): Promise<void> => {
  const at = ctx.clock.now();
  await lockRequests(trx, ids);
  const closed = await closeRequests(trx, { ids, state: "cancelled", at });
  if (closed.length === 0) return;
  const kind = "request.cancelled" as const;
  await addNotices(
    trx,
    closed.map(({ id: requestId }) => ({ id: ctx.ids.newId(), kind, requestId, at })),
  );
  await ctx.jobs.wake(trx, "deliver");
  await countCancelled(trx, stop.id, closed.length);
  const entries = closed.map(({ id, requesterId }) => ({
    ...{ actor: actorOf(stop), action: kind, subject: { kind: "request", id }, requestId: id, personId: requesterId },
    data: {
      ...{ before: { state: "pending" }, after: { state: "cancelled" } },
      ...{ reason: "emergency-stop", comment: stop.comment, emergencyStopId: stop.id },
    },
  }));
  await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, entries);
};

type Sought = { stopId: string; scope: EmergencyStop["scope"]; limit: number };

/** Nothing can have come in since: it was held all the time. */
const finish = (ctx: CommandContext, stop: EmergencyStop): Promise<boolean> =>
  ctx.db.transaction().execute(async (trx) => {
    const now = await lockStop(trx, stop.id);
    if (!now || now.carriedOutAt !== null) return true;
    const sought = { stopId: stop.id, scope: stop.scope, limit: 1, without: [] };
    const left = [...(await findGrantsToStop(trx, sought)), ...(await findRequestsToStop(trx, sought))];
    if (left.length > 0) return false;
    const at = ctx.clock.now();
    await changeStop(trx, stop.id, { carriedOutAt: at, lastError: null });
    const subject = { kind: "emergency-stop", id: stop.id };
    const { cancelledRequests } = now;
    await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
      { actor: { kind: "system" }, action: "emergency-stop.carried-out", subject, data: { cancelledRequests } },
    ]);
    return true;
  });

/**
 * Ends what the stop is about, in batches, so that nothing else waits long for one. It may break off anywhere and be begun anew, also by
 * several at once: whatever was done stays done, and only what is found undone is done. Says whether anything is left after that many batches.
 */
export const carryOutStop = async (
  ctx: CommandContext,
  stop: EmergencyStop,
  mostBatches: number,
): Promise<"carried-out" | "unfinished"> => {
  const problems: unknown[] = [];
  let batches = 0;
  const doAll = async (
    find: (sought: Sought & { without: readonly string[] }) => Promise<string[]>,
    work: BatchWork,
  ): Promise<boolean> => {
    const without: string[] = [];
    for (;;) {
      const ids = await find({ stopId: stop.id, scope: stop.scope, limit: batchSize, without });
      if (ids.length === 0) return without.length === 0;
      if (batches >= mostBatches) return false;
      batches += 1;
      for (const { id, problem } of await doBatch(ctx, ids, work)) {
        without.push(id);
        problems.push(problem);
      }
    }
  };
  const grants = await doAll(
    (sought) => findGrantsToStop(ctx.db, sought),
    (trx, ids) => stopGrants(trx, ctx, stop, ids),
  );
  const requests = await doAll(
    (sought) => findRequestsToStop(ctx.db, sought),
    (trx, ids) => stopRequests(trx, ctx, stop, ids),
  );
  if (problems.length > 0) {
    await changeStop(ctx.db, stop.id, { lastError: `${problems.length} could not be ended: ${problems[0]}` });
    throw new AggregateError(problems, `Emergency stop ${stop.id}: ${problems.length} could not be ended.`);
  }
  return grants && requests && (await finish(ctx, stop)) ? "carried-out" : "unfinished";
};

/** A worker takes up what serving processes began: all of it, however much. */
const noLimit = Number.MAX_SAFE_INTEGER;

/** Carries out every emergency stop that is not; what fails keeps no other from being carried out. Answers how many it finished. */
export const carryOutStops = async (ctx: CommandContext): Promise<number> => {
  const problems: unknown[] = [];
  let finished = 0;
  for (const stop of await findUnfinishedStops(ctx.db)) {
    try {
      if ((await carryOutStop(ctx, stop, noLimit)) === "carried-out") finished += 1;
    } catch (problem) {
      problems.push(problem);
    }
  }
  if (problems.length > 0) throw new AggregateError(problems, "Not every emergency stop could be carried out.");
  return finished;
};
