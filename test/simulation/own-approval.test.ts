import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DatabaseServer, openDatabaseServer } from "./database/server.ts";
import { calm } from "./faults/weather.ts";
import { smallOrganisation } from "./organisation/small-organisation.ts";
import { prepare } from "./prepare.ts";
import type { Broken } from "./processes/worker-process.ts";
import { promises } from "./promises/broken.ts";
import { HistoryFailed, simulate } from "./simulate.ts";

let server: DatabaseServer;
before(async () => {
  server = await openDatabaseServer();
  await prepare(server);
});
after(() => server.close());

const { lea } = smallOrganisation().people;

test("broken on purpose, it is found: one's own word that is taken for another's", async () => {
  const broken: Broken = {
    takenFor: ({ deciderId, requesterId }) => (deciderId === requesterId ? lea : deciderId),
  };
  const shape = {
    ...{ days: 1, asks: 6, changes: 0, outages: 0, mailTroubles: 0, climate: calm, skewMs: 0, workers: 1 },
    ...{ lostWakes: 0, mortality: { workerDies: 0, apiDies: 0, workerPauses: 0, workerIsCut: 0 }, locks: false },
    assignmentMs: [800, 2_500] as const,
  };
  // What a seed brings shifts with every change to what asks the database: not each has somebody approve their own.
  const found: string[] = [];
  for (let seed = 2; seed <= 9 && !found.includes(promises.self); seed += 1) {
    try {
      await simulate(server, { seed: `broken ${seed}`, broken, shape });
    } catch (problem) {
      if (!(problem instanceof HistoryFailed)) throw problem;
      found.push(problem.promise);
    }
  }
  assert.ok(found.includes(promises.self), `found was: ${found.join("; ")}`);
});
