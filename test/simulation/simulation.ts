import { simulatorInProcess } from "../../src/simulator/in-process.ts";
import { wireTo } from "./aws/wire.ts";
import { type Chance, chanceOf } from "./chance.ts";
import { shareDatabase } from "./database/connection.ts";
import type { DatabaseServer } from "./database/server.ts";
import { type Climate, createWeather } from "./faults/weather.ts";
import { smallOrganisation } from "./organisation/small-organisation.ts";
import { createWakes } from "./processes/wakes.ts";
import { actorNamed, createTurns } from "./time/turns.ts";
import { createTrace } from "./trace.ts";

export type Simulation = ReturnType<typeof createSimulation>;

export const beginsAt = new Date("2026-11-02T08:00:00Z");

/** Everything one history plays in: the time, the database, AWS, the weather. Who acts in it comes later. */
export const createSimulation = (facts: {
  seed: string;
  server: DatabaseServer;
  climate: Climate;
  assignmentMs: readonly [number, number];
  lostWakes: number;
  tell?: ((line: string) => void) | undefined;
}) => {
  const chance: Chance = chanceOf(facts.seed);
  const trace = createTrace(facts.tell);
  const turns = createTurns({ startMs: beginsAt.getTime(), chance: chance.split("turns"), trace });
  const weather = createWeather({ chance: chance.split("weather"), climate: facts.climate, nowMs: turns.nowMs });
  const organisation = smallOrganisation();
  const simulator = simulatorInProcess({
    world: organisation.world,
    startsAt: beginsAt,
    timing: { assignmentMs: facts.assignmentMs },
    limits: { callsPerSecond: 20, writesUnderWay: 10 },
  });
  const database = shareDatabase({
    server: facts.server,
    turns,
    strike: weather.strike,
    delayMs: weather.statementDelayMs,
  });
  const arrivals: ((call: { operation: string; input: Record<string, unknown> }) => void)[] = [];
  const wire = wireTo({
    ...{ turns, simulator, fateOf: weather.fateOf },
    onArrival: (call) => {
      for (const listener of arrivals) listener(call);
    },
  });
  const wakes = createWakes({ turns, database, chance: chance.split("wakes"), lost: facts.lostWakes });
  turns.onAdvance((nowMs) => {
    simulator.clock.set(new Date(nowMs));
    simulator.settle();
  });
  // Waits that the platform would end by its own clock are ended by ours.
  const timers = actorNamed("timers");
  const timeout = (ms: number): AbortSignal => {
    const controller = new AbortController();
    const readyAtMs = turns.nowMs() + ms;
    turns.add({ actor: timers, kind: "event", what: "timeout", readyAtMs, take: () => controller.abort() });
    return controller.signal;
  };
  return {
    ...{ seed: facts.seed, chance, trace, turns, weather, organisation, simulator, database, wire, wakes, timeout },
    ...{ server: facts.server, onArrival: (listener: (typeof arrivals)[number]) => arrivals.push(listener) },
  };
};
