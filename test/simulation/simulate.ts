import { verifyAudit } from "../../src/commands/verify-audit.ts";
import { chanceOf } from "./chance.ts";
import type { DatabaseServer } from "./database/server.ts";
import { keepWorkers } from "./faults/misfortune.ts";
import { calm } from "./faults/weather.ts";
import { layHands } from "./organisation/hands.ts";
import { planHands } from "./organisation/plan-hands.ts";
import { keepTruth } from "./organisation/truth.ts";
import { upheaveOrganisation } from "./organisation/upheaval.ts";
import { administer } from "./people/administration.ts";
import { answerFindings } from "./people/answer-findings.ts";
import { openDesk } from "./people/desk.ts";
import { createLedger } from "./people/ledger.ts";
import { leadLives } from "./people/life.ts";
import { stopInEmergency } from "./people/stop-in-emergency.ts";
import type { Broken } from "./processes/worker-process.ts";
import { PromiseBroken, promises } from "./promises/broken.ts";
import { judgeAudit } from "./promises/judge-audit.ts";
import { keepWatch, type Watch } from "./promises/keep-watch.ts";
import { keepMirrorAge } from "./promises/mirror-age.ts";
import { createObserver } from "./promises/observer.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { beginsAt, createSimulation } from "./simulation.ts";
import { letTimePass } from "./time/let-time-pass.ts";
import { runTurnsFor } from "./time/run-turns.ts";

export type Report = {
  seed: string;
  hash: string;
  turns: number;
  days: number;
  grants: number;
  troubles: Record<string, number>;
  worstOverMs: number;
  problems: string[];
};

/** A history that broke a promise, with what led to it. */
export class HistoryFailed extends Error {
  readonly seed: string;
  readonly promise: string;
  readonly trace: readonly string[];
  constructor(facts: { seed: string; cause: unknown; trace: readonly string[] }) {
    super(`seed ${facts.seed}: ${facts.cause instanceof Error ? facts.cause.message : String(facts.cause)}`, {
      cause: facts.cause,
    });
    this.name = "HistoryFailed";
    this.seed = facts.seed;
    this.promise = facts.cause instanceof PromiseBroken ? facts.cause.promise : "none: the simulation itself failed";
    this.trace = facts.trace;
  }
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Lives through one history and watches the promises all the while; throws `HistoryFailed` when one breaks. */
export const simulate = async (
  server: DatabaseServer,
  facts: { seed: string; broken?: Broken; shape?: Partial<Shape>; tell?: (line: string) => void },
): Promise<Report> => {
  await server.reset();
  const shape = { ...shapeOf(chanceOf(`${facts.seed}/shape`)), ...facts.shape };
  const simulation = createSimulation({ ...shape, seed: facts.seed, server, tell: facts.tell });
  const platformTimeout = AbortSignal.timeout;
  AbortSignal.timeout = simulation.timeout;
  try {
    return await live(simulation, shape, facts.broken);
  } catch (cause) {
    throw new HistoryFailed({ seed: facts.seed, cause, trace: simulation.trace.last() });
  } finally {
    AbortSignal.timeout = platformTimeout;
  }
};

/** It may have been in the very last leap that something was found to do, or AWS was back: then it is done within minutes. */
const assertSettlesWithin = async (
  minutes: number,
  facts: { watch: Watch; aMinute(): Promise<void> },
): Promise<void> => {
  for (let passed = 0; ; passed += 1) {
    try {
      return await facts.watch.assertSettled();
    } catch (problem) {
      const isLeft = problem instanceof PromiseBroken && problem.promise === promises.settled;
      if (!isLeft || passed === minutes) throw problem;
    }
    await facts.aMinute();
  }
};

const live = async (
  simulation: ReturnType<typeof createSimulation>,
  shape: Shape,
  broken: Broken | undefined,
): Promise<Report> => {
  const { turns, weather, organisation } = simulation;
  const chance = simulation.chance.split("life");
  const ledger = createLedger();
  const desk = openDesk(simulation, broken);
  const truth = keepTruth(organisation, turns.nowMs);
  const observer = createObserver(simulation, ledger);
  const mirror = keepMirrorAge();
  const problems = new Map<string, number>();
  const workers = keepWorkers({
    ...{
      simulation,
      desk,
      chance: chance.split("workers"),
      count: shape.workers,
      mortality: shape.mortality,
      locks: shape.locks,
      broken,
    },
    onSync: () => mirror.wasRead(turns.nowMs()),
    onProblem: (problem) => {
      const words = problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem);
      problems.set(words, (problems.get(words) ?? 0) + 1);
    },
  });
  const hands = layHands({ simulation, desk, truth, chance: chance.split("hands") });
  const watch = keepWatch({ simulation, ledger, truth, observer, workers, hands, mirror, shape });
  const people = leadLives({
    simulation,
    desk,
    ledger,
    chance: chance.split("people"),
    broken,
    minutes: shape.minutes,
  });
  const untilMs = beginsAt.getTime() + shape.days * dayMs;

  const changing = { simulation, desk, truth };
  const upheaval = upheaveOrganisation({ ...changing, chance: chance.split("upheaval") });
  const admin = administer({ ...changing, chance: chance.split("admin") });
  const askedAtMs: number[] = [];
  for (let count = 0; count < shape.asks; count += 1) {
    const atMs = chance.between(beginsAt.getTime() + 1_000, untilMs - 12 * hourMs);
    desk.at(atMs, "ask", people.asks);
    askedAtMs.push(atMs);
    // Somebody else at the same time, now and then.
    if (chance.happens(0.3)) desk.at(atMs + chance.between(0, 5_000), "ask", people.asks);
  }
  for (let count = 0; count < shape.changes; count += 1) {
    const act = chance.oneOf([upheaval.change, upheaval.change, admin.change]);
    const atMs = chance.oneOf(askedAtMs) + chance.between(0, 3_600_000);
    desk.at(atMs, "change", act);
    if (chance.happens(0.5)) desk.at(atMs + chance.between(0, 600_000), "end", people.ends);
  }
  const answers = answerFindings({ simulation, desk, ledger, chance: chance.split("findings") });
  planHands({ hands, desk, chance: chance.split("drift"), shape, askedAtMs, changeDrift: admin.changeDrift, answers });
  stopInEmergency({ simulation, desk, ledger, chance: chance.split("stops"), asks: people.asks }).plan({
    shape,
    askedAtMs,
  });
  for (let count = 0; count < shape.outages; count += 1) {
    const fromMs = chance.happens(0.7)
      ? chance.oneOf(askedAtMs) + chance.between(0, 2 * hourMs)
      : chance.between(beginsAt.getTime(), untilMs - 6 * hourMs);
    desk.at(fromMs + chance.between(0, hourMs), "end", people.ends);
    workers.at(fromMs, "AWS is down", () => weather.setAws(true));
    workers.at(fromMs + chance.between(1, 180) * 60_000, "AWS is back", () => weather.setAws(false));
  }
  for (let count = 0; count < shape.mailTroubles; count += 1)
    workers.at(chance.between(beginsAt.getTime(), untilMs), "mail", () =>
      weather.setMail(chance.oneOf(["refused", "swallowed", "delivered"])),
    );
  if (shape.skewMs > 0)
    for (let day = 0; day < shape.days; day += 1)
      workers.at(beginsAt.getTime() + day * dayMs + chance.between(0, dayMs), "clocks", () =>
        workers.clocksStep(shape.skewMs),
      );

  const passing = letTimePass({ simulation, desk, workers, watch, chance: chance.split("passing") });
  await passing.until(untilMs);

  weather.change(calm);
  weather.setAws(false);
  weather.setMail("delivered");
  workers.relent();
  workers.clocksStep(0);
  const lastEndMs = Math.max(untilMs, ...[...ledger.grants.values()].map(({ endsAtMs }) => endsAtMs));
  await passing.until(lastEndMs + 4 * hourMs);
  await assertSettlesWithin(15, { watch, aMinute: () => passing.until(turns.nowMs() + 60_000) });
  const auditorId = organisation.people.aude;
  await runTurnsFor(turns, judgeAudit({ desk, ledger, auditorId, skewMs: 2 * shape.skewMs }));
  const verdict = await verifyAudit(observer.db);
  if (!verdict.whole) throw new PromiseBroken(promises.audited, `the chain does not hold: ${JSON.stringify(verdict)}`);
  return {
    ...{ seed: simulation.seed, hash: simulation.trace.hash(), turns: turns.taken(), grants: ledger.grants.size },
    days: (turns.nowMs() - beginsAt.getTime()) / dayMs,
    ...{ troubles: weather.counts(), worstOverMs: watch.worstOverMs() },
    problems: [...problems].map(([words, count]) => `${count}× ${words}`),
  };
};
