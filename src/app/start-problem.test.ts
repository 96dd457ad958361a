import assert from "node:assert/strict";
import { test } from "node:test";
import { freePort } from "../../test/free-port.ts";
import { openPostgres } from "../store/database.ts";
import { assertMigrated } from "./assert-migrated.ts";
import { listen } from "./listen.ts";
import { StartProblem } from "./start-problem.ts";

const says = (words: RegExp) => (problem: unknown) => problem instanceof StartProblem && words.test(problem.message);

test("a port in use is said in a sentence, with the variable that chooses another", async () => {
  const facts = { fetch: () => new Response("ok"), hostname: "127.0.0.1" };
  const first = await listen({ ...facts, port: 0 });
  try {
    await assert.rejects(listen({ ...facts, port: first.port }), says(/^Port \d+ is in use .* STINT_PORT\.$/));
  } finally {
    await first.stop();
  }
});

test("a database that does not answer is said in a sentence", async () => {
  for (const host of ["127.0.0.1", "localhost"]) {
    const database = openPostgres({ url: `postgresql://stint@${host}:${await freePort()}/stint` });
    await assert.rejects(assertMigrated(database.db), says(/^The database of STINT_DATABASE_URL .*ECONNREFUSED/));
    await database.close();
  }
});
