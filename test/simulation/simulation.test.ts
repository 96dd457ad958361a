import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { AssignmentApi, AssignmentKey } from "../../src/core/identity-center.ts";
import { type DatabaseServer, openDatabaseServer } from "./database/server.ts";
import { calm } from "./faults/weather.ts";
import { smallOrganisation } from "./organisation/small-organisation.ts";
import { prepare } from "./prepare.ts";
import { blindTo } from "./processes/blind-to.ts";
import type { Broken } from "./processes/worker-process.ts";
import { promises } from "./promises/broken.ts";
import type { Shape } from "./shape.ts";
import { HistoryFailed, simulate } from "./simulate.ts";

let server: DatabaseServer;
before(async () => {
  server = await openDatabaseServer();
  await prepare(server);
});
after(() => server.close());

const short: Partial<Shape> = { days: 1, asks: 3, outages: 0, mailTroubles: 0, hands: 0, stops: 0 };

test("the same seed is the same history", async () => {
  const first = await simulate(server, { seed: "again", shape: short });
  const second = await simulate(server, { seed: "again", shape: short });
  assert.equal(first.hash, second.hash);
  assert.ok(first.turns > 500);
  const other = await simulate(server, { seed: "another", shape: short });
  assert.notEqual(other.hash, first.hash);
});

/** Nothing goes wrong but the part that is broken on purpose. */
const quiet: Partial<Shape> = {
  ...short,
  ...{
    climate: calm,
    mortality: { workerDies: 0, apiDies: 0, workerPauses: 0, workerIsCut: 0 },
    skewMs: 0,
    workers: 1,
    locks: false,
  },
  ...{ asks: 5, changes: 0, lostWakes: 0, assignmentMs: [800, 2_500] },
};

const withApi = (change: (api: AssignmentApi) => Partial<AssignmentApi>): Broken => ({
  engine: (engine) => ({ ...engine, api: { ...engine.api, ...change(engine.api) } }),
});

const { luca } = smallOrganisation().people;
const succeeded = { state: "succeeded", operationId: "believed" } as const;

const lookedAt = new Set<string>();
let lastMade: AssignmentKey | undefined;

const brokenParts: { what: string; broken: Broken; promise: string; seeds: number; shape?: Partial<Shape> }[] = [
  {
    what: "rights that are not looked at again",
    broken: { ctx: (ctx) => ({ ...ctx, db: blindTo(ctx.db, "with subjects as materialized") }) },
    ...{ promise: promises.authority, seeds: 3, shape: { changes: 6 } },
  },
  {
    what: "a removal that is believed without being asked for",
    broken: withApi(() => ({ remove: async () => succeeded })),
    ...{ promise: promises.window, seeds: 2 },
  },
  {
    what: "a create that is believed without being confirmed",
    broken: withApi(() => ({ create: async () => succeeded, isAssigned: async () => true })),
    ...{ promise: promises.confirmed, seeds: 2 },
  },
  {
    what: "access for somebody else than who asked",
    broken: withApi((api) => ({ create: (key) => api.create({ ...key, personId: luca }) })),
    ...{ promise: promises.decided, seeds: 2 },
  },
  {
    what: "a standing assignment that is not looked for",
    broken: withApi((api) => ({
      isAssigned: async (key) => {
        const isFirst = !lookedAt.has(JSON.stringify(key));
        lookedAt.add(JSON.stringify(key));
        return isFirst ? false : api.isAssigned(key);
      },
    })),
    ...{ promise: promises.standing, seeds: 8 },
  },
  {
    what: "the end of another one than the one that is over",
    broken: withApi((api) => ({
      create: (key) => {
        lastMade = key;
        return api.create(key);
      },
      remove: (key) => api.remove(lastMade ?? key),
    })),
    ...{ promise: promises.window, seeds: 8 },
  },
];

for (const { what, broken, promise, seeds, shape } of brokenParts)
  test(`broken on purpose, it is found: ${what}`, async () => {
    const found: string[] = [];
    for (let seed = 1; seed <= seeds && !found.includes(promise); seed += 1) {
      lookedAt.clear();
      try {
        await simulate(server, { seed: `broken ${seed}`, broken, shape: { ...quiet, ...shape } });
      } catch (problem) {
        if (!(problem instanceof HistoryFailed)) throw problem;
        found.push(problem.promise);
      }
    }
    assert.ok(found.length > 0, `nothing was found in ${seeds} histories`);
    assert.ok(found.includes(promise), `found was: ${found.join("; ")}`);
  });
