import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { type DatabaseServer, openDatabaseServer } from "./database/server.ts";
import { prepare } from "./prepare.ts";
import { simulate } from "./simulate.ts";

/** One test for each of these seeds, one after another on one database. */
export const liveThrough = (seeds: { from: number; to: number }): void => {
  let server: DatabaseServer;
  let given = 0;
  before(async () => {
    server = await openDatabaseServer();
    await prepare(server);
  });
  after(() => server.close());

  for (let seed = seeds.from; seed <= seeds.to; seed += 1)
    test(`history ${seed} keeps every promise`, async () => {
      const { turns, days, grants } = await simulate(server, { seed: String(seed) });
      assert.ok(turns > 500 && days >= 1, "nothing happened: that proves nothing");
      given += grants;
    });

  test("access was given in these histories, once in each on the average", () => {
    const histories = seeds.to - seeds.from + 1;
    assert.ok(given >= histories, `${given} grants in ${histories} histories`);
  });
};
