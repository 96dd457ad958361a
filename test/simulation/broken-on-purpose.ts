import assert from "node:assert/strict";
import type { DatabaseServer } from "./database/server.ts";
import { calm } from "./faults/weather.ts";
import type { Broken } from "./processes/worker-process.ts";
import type { Shape } from "./shape.ts";
import { HistoryFailed, simulate } from "./simulate.ts";

/** Nothing goes wrong but the part that is broken on purpose. */
export const quiet: Partial<Shape> = {
  ...{ days: 1, asks: 5, changes: 0, hands: 0, stops: 0, outages: 0, mailTroubles: 0, lostWakes: 0, locks: true },
  ...{
    climate: calm,
    mortality: { workerDies: 0, apiDies: 0, workerPauses: 0, workerIsCut: 0 },
    skewMs: 0,
    workers: 1,
  },
  assignmentMs: [800, 2_500],
};

/** Asserts that, of so many histories with this part broken, one at least breaks this promise. */
export const assertFound = async (
  server: DatabaseServer,
  facts: { broken: Broken; promise: string; name: string; seeds: number; shape?: Partial<Shape> },
): Promise<void> => {
  const { broken, promise, name, seeds } = facts;
  const found: string[] = [];
  for (let seed = 1; seed <= seeds && !found.includes(promise); seed += 1)
    try {
      await simulate(server, { seed: `${name} ${seed}`, broken, shape: { ...quiet, ...facts.shape } });
    } catch (problem) {
      if (!(problem instanceof HistoryFailed)) throw problem;
      found.push(problem.promise);
    }
  assert.ok(found.includes(promise), `found in ${seeds} histories was: ${found.join("; ") || "nothing"}`);
};
