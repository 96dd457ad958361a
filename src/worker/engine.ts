import { alarmOverdueGrants } from "../commands/alarm-overdue-grants.ts";
import type { Engine } from "../commands/assignment-engine.ts";
import { claimAssignments } from "../commands/claim-assignments.ts";
import type { CommandContext } from "../commands/context.ts";
import { freeLeasesOfDead } from "../commands/free-leases-of-dead.ts";
import { lookAtOperations } from "../commands/look-at-operations.ts";
import { passTime } from "../commands/pass-time.ts";
import { reconcileAssignment } from "../commands/reconcile-assignment.ts";
import { addMilliseconds, earlier, type Scheduler } from "../core/time.ts";
import { nextDue } from "../store/due-assignments.ts";
import { recordGoingOn } from "../store/operations-under-way.ts";
import { createAlarm } from "./alarm.ts";
import { brokenOffWork } from "./broken-off.ts";

export type EngineLoop = {
  /** Looks at the rows now instead of at the next planned instant. */
  wake(): void;
  /** Takes no new work, lets the calls under way finish, and resolves. */
  stop(): Promise<void>;
};

/** Should a wake-up be lost, the rows are looked at this often anyway. */
const sweepMs = 2_000;
/** When everything due waits for a place among the writes, look again this soon, and ever less often while that is in vain. */
const [crowdedMs, longCrowdedMs] = [100, 400];
/** How often the leases of the dead are looked for, and how long AWS is left alone when it did not answer a look. */
const unhurriedMs = 1_000;
/** How often grants are looked for that have been overdue for two minutes. */
const alarmsEveryMs = 5_000;
/** Where so many looks in a row found nothing over, AWS takes long, and the next may wait. */
const patientLooks = 15;
/** What is over is recorded once the writes that take its place were sent; and what else there is to begin is looked for. */
const writesFirstMs = 40;
/** Few enough that nobody waits long for what they lock. */
const movedAtOnce = 25;
const atOnce = 24;
/** The rest is kept free for ends, which may come due while starts wait for their turn. */
const startsAtOnce = 12;

const hasCome = (at: Date | undefined, now: Date): boolean => at !== undefined && at <= now;

/** The first of these that is yet to come, or the next sweep. */
const soonest = (instants: (Date | undefined)[], now: Date): Date =>
  instants
    .flatMap((at) => (at && at > now ? at : []))
    .reduce((first, at) => earlier(first, at), addMilliseconds(now, sweepMs));

/**
 * Works through the assignments that are due, as many at once as the budget has places for, until stopped. Nothing is held in memory
 * that matters: any number of these loops may run on one database, and any may vanish.
 */
export const startEngine = (
  ctx: CommandContext,
  facts: { engine: Engine; scheduler: Scheduler; onProblem(problem: unknown): void },
): EngineLoop => {
  const { engine, scheduler } = facts;
  const alarm = createAlarm(scheduler);
  const brokenOff = brokenOffWork(ctx);
  const underWay = new Set<Promise<void>>();
  let look: Promise<void> | undefined;
  let moving: Promise<void> | undefined;
  let crowdedForMs = 0;
  let crowdedUntil = new Date(0);
  let placeIsFree = false;
  let stopping = false;

  const pause = (ms: number) => scheduler.sleepUntil(addMilliseconds(scheduler.now(), ms));

  const begin = (claimant: Engine, due: Parameters<typeof reconcileAssignment>[2]) => {
    const work = reconcileAssignment(ctx, claimant, due)
      .catch((problem) => {
        brokenOff.note({ key: due, holder: claimant.holder });
        facts.onProblem(problem);
      })
      .finally(() => {
        underWay.delete(work);
        alarm.ring();
      });
    underWay.add(work);
  };

  /** Runs apart from the passes, and again as long as it finds something to look at. */
  const lookWhileCrowded = () => {
    look ??= keepLooking()
      .catch(facts.onProblem)
      .finally(() => {
        look = undefined;
      });
  };

  const keepLooking = async () => {
    let inVain = 0;
    while (!stopping) {
      const seen = await lookAtOperations(ctx, engine, { onProblem: brokenOff.note });
      if (seen === "nothing-to-see") return;
      if (seen === "not-answered") return pause(unhurriedMs);
      inVain = seen.freed > 0 ? 0 : inVain + 1;
      if (seen.freed > 0) {
        placeIsFree = true;
        alarm.ring();
        await pause(writesFirstMs);
      }
      for (const due of seen.succeeded) begin(seen.claimant, due);
      await recordGoingOn(ctx.db, seen.goingOn);
      if (inVain > patientLooks) await pause(crowdedMs);
    }
  };

  /** One bad row must not keep the others from being worked on: what fails here is told, and the rest goes on. */
  const attempt = async (chore: () => Promise<number>): Promise<number> => {
    try {
      return await chore();
    } catch (problem) {
      facts.onProblem(problem);
      return 0;
    }
  };

  /** Apart from the passes as well: a thousand grants that end together take seconds to say so, and their removals do not wait for it. */
  const letTimeMove = () => {
    moving ??= attempt(() => passTime(ctx, movedAtOnce))
      .then((moved) => {
        if (moved > 0) alarm.ring();
      })
      .finally(() => {
        moving = undefined;
      });
  };

  const every = (intervalMs: number, chore: () => Promise<number>) => {
    let doneAt = 0;
    return async () => {
      const now = scheduler.now().getTime();
      if (Math.abs(now - doneAt) < intervalMs) return 0;
      doneAt = now;
      return chore();
    };
  };
  const alarms = every(alarmsEveryMs, () => alarmOverdueGrants(ctx));
  const freeing = every(unhurriedMs, () => (engine.takeLock ? freeLeasesOfDead(ctx, engine) : Promise.resolve(0)));

  /** When there may be more to claim; undefined when nothing was to be had. */
  const claim = async (): Promise<Date | undefined> => {
    const most = atOnce - underWay.size;
    const { claimant, keys } = await claimAssignments(ctx, engine, {
      ...{ most, mostStarts: Math.max(0, startsAtOnce - underWay.size), onProblem: brokenOff.note },
    });
    for (const key of keys) begin(claimant, key);
    if (keys.length === 0) return undefined;
    crowdedForMs = 0;
    return addMilliseconds(scheduler.now(), keys.length < most ? writesFirstMs : 0);
  };

  const pass = async (): Promise<Date> => {
    if (placeIsFree) {
      placeIsFree = false;
      const again = await claim();
      if (again) return again;
    }
    await attempt(alarms);
    await attempt(freeing);
    await attempt(brokenOff.giveUp);
    const look = async () => {
      const now = scheduler.now();
      const ahead = await nextDue(ctx.db, { now, writesAtOnce: engine.writesAtOnce });
      if (hasCome(ahead.grantAt, now)) letTimeMove();
      return { ...ahead, now, isDue: hasCome(ahead.lookAt, now) };
    };
    // Nearly always nothing is due: that costs one question.
    let ahead = await look();
    if (ahead.isDue && ahead.mayClaim) {
      const again = await claim();
      if (again) return again;
      ahead = await look();
    }
    const { now, grantAt, lookAt, laterAt } = ahead;
    if (!ahead.isDue) {
      crowdedForMs = 0;
      return soonest([grantAt, lookAt], now);
    }
    lookWhileCrowded();
    // Whoever frees a place here rings; what another worker frees is its own to fill first. To be woken before is no wait in vain.
    if (crowdedForMs === 0 || now >= crowdedUntil)
      crowdedForMs = Math.min(Math.max(crowdedMs, 2 * crowdedForMs), longCrowdedMs);
    crowdedUntil = addMilliseconds(now, crowdedForMs);
    return soonest([grantAt, laterAt, crowdedUntil], now);
  };

  const run = async () => {
    while (!stopping) {
      alarm.reset();
      let next: Date;
      try {
        next = await pass();
      } catch (problem) {
        facts.onProblem(problem);
        next = addMilliseconds(scheduler.now(), 1_000);
      }
      if (!stopping) await alarm.waitUntil(next);
    }
    await Promise.allSettled([look, moving]);
    await Promise.allSettled(underWay);
  };

  const running = run();
  return {
    wake: alarm.ring,
    stop: async () => {
      stopping = true;
      alarm.ring();
      await running;
    },
  };
};
