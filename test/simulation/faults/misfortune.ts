import type { Chance } from "../chance.ts";
import type { Desk } from "../people/desk.ts";
import type { Broken } from "../processes/worker-process.ts";
import { startWorkerProcess, type WorkerProcess } from "../processes/worker-process.ts";
import type { Simulation } from "../simulation.ts";
import { type Actor, actorNamed, type Turn } from "../time/turns.ts";

/** How often, for each turn that a process takes; most happens where something is under way. */
export type Mortality = { workerDies: number; apiDies: number; workerPauses: number; workerIsCut: number };

const secondMs = 1_000;
const aStart = "a worker starts";

/** An idle look dies as any other does: what counts is between a call and its answer, a change and its commit. */
const weightOf = ({ kind, what }: Turn): number => {
  if (what.includes("AccountAssignment")) return 12;
  return kind === "commit" ? 1.5 : 0.25;
};

/** The workers, as many as are wanted, of which each may die or stand still at any boundary, and come back as somebody else. */
export const keepWorkers = (facts: {
  simulation: Simulation;
  desk: Desk;
  chance: Chance;
  count: number;
  mortality: Mortality;
  locks: boolean;
  broken?: Broken | undefined;
  onSync(): void;
  onProblem(problem: unknown): void;
}) => {
  const { simulation, desk, chance, broken } = facts;
  const { turns, weather, wire } = simulation;
  const fate: Actor = actorNamed("fate");
  let mortality = facts.mortality;
  let workers: WorkerProcess[] = [];
  let started = 0;
  let lackedUntilMs = Number.NEGATIVE_INFINITY;

  const start = () => {
    started += 1;
    const { onSync, onProblem } = facts;
    const taken = new Set(workers.map(({ place }) => place));
    const place = ["a", "b", "c", "d", "e", "f"].find((name) => !taken.has(name)) ?? "g";
    workers.push(
      startWorkerProcess(simulation, {
        name: `work-${started}`,
        place,
        hasLock: facts.locks,
        broken,
        onSync,
        onProblem,
      }),
    );
  };
  for (let number = 0; number < facts.count; number += 1) start();

  const later = (ms: number, what: string, act: () => void) =>
    turns.add({ actor: fate, kind: "event", what, readyAtMs: turns.nowMs() + ms, take: act });

  const ownerOf = (actor: Actor) => workers.find((worker) => worker.actor === actor);

  const die = async (worker: WorkerProcess) => {
    weather.trouble("worker died");
    await worker.crash();
    workers = workers.filter((one) => one !== worker);
    later(chance.between(1, 90) * secondMs, aStart, start);
  };

  /** What has left the machine goes on its way; everything else waits. */
  const standStill = (actor: Actor) => {
    weather.trouble("worker stood still");
    for (const turn of turns.waitingOf(actor)) if (turn.kind === "send") turn.actor = wire.network;
    actor.pausedUntilMs = turns.nowMs() + chance.between(5, 200) * secondMs;
  };

  return {
    /** Whether this turn is not taken, because its process did not live to take it. */
    strikesBefore: async (turn: Turn): Promise<boolean> => {
      const worker = ownerOf(turn.actor);
      if (worker && mortality.workerDies > 0 && chance.happens(mortality.workerDies * weightOf(turn))) {
        await die(worker);
        return true;
      }
      if (worker && mortality.workerIsCut > 0 && chance.happens(mortality.workerIsCut * weightOf(turn))) {
        weather.trouble("worker cut off");
        worker.cut();
        return false;
      }
      if (worker && mortality.workerPauses > 0 && chance.happens(mortality.workerPauses * weightOf(turn))) {
        if (simulation.database.isHeldBy(turn.actor)) return false;
        standStill(turn.actor);
        return true;
      }
      if (turn.actor === desk.api().actor && mortality.apiDies > 0 && chance.happens(mortality.apiDies)) {
        weather.trouble("api died");
        await desk.api().crash();
        return true;
      }
      return false;
    },
    /** Whether anybody is there to do the work; when nobody was, it is from then on that it may be expected. */
    lookAfter: () => {
      const nowMs = turns.nowMs();
      workers = workers.filter(({ actor }) => actor.alive);
      const missing = facts.count - workers.length - turns.waitingOf(fate).filter(({ what }) => what === aStart).length;
      for (let number = 0; number < missing; number += 1) later(5 * secondMs, aStart, start);
      if (!workers.every(({ actor }) => actor.pausedUntilMs <= nowMs)) lackedUntilMs = nowMs;
      if (workers.length === 0) lackedUntilMs = nowMs;
    },
    lackedUntilMs: () => lackedUntilMs,
    clocksStep: (mostMs: number) => {
      for (const { actor } of workers) actor.skewMs = chance.between(-mostMs, mostMs);
    },
    relent: () => {
      mortality = { workerDies: 0, apiDies: 0, workerPauses: 0, workerIsCut: 0 };
    },
    /** What time leaps to; not mail and clocks, which are as they are when something else happens next. */
    planned: () => turns.waitingOf(fate).filter(({ what }) => what !== "mail" && what !== "clocks"),
    at: (atMs: number, what: string, act: () => void) => later(atMs - turns.nowMs(), what, act),
  };
};

export type Workers = ReturnType<typeof keepWorkers>;
