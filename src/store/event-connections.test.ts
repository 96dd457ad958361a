import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sql } from "kysely";
import { startScriptedPostgres } from "../../test/scripted-postgres.ts";
import { until } from "../../test/until.ts";
import { type Database, openAside, openPostgres } from "./database.ts";
import { isDatabaseAway } from "./database-away.ts";
import { listenForEvents } from "./event-feed.ts";

const serve = async (t: TestContext, script: Parameters<typeof startScriptedPostgres>[0]) => {
  const server = await startScriptedPostgres(script);
  const database = openPostgres({ url: server.url });
  t.after(async () => {
    server.close();
    await database.close();
  });
  return { server, database };
};

const listen = (database: Database) => {
  const losses: unknown[] = [];
  const nothing = { told: () => undefined, stirred: () => undefined, found: () => undefined };
  const listening = listenForEvents(database, { ...nothing, lost: (problem) => losses.push(problem) });
  return { losses, listening };
};

test("a server that lets nobody listen, as a standby, is left no connection and tells of no loss", async (t) => {
  const standby = { code: "25006", message: "cannot execute LISTEN during recovery" };
  const { server, database } = await serve(t, () => standby);
  const { losses, listening } = listen(database);
  await assert.rejects(listening, standby);
  await until(() => server.open() === 0);
  assert.deepEqual([server.sockets.length, losses], [1, []]);
});

test("a connection that breaks is lost once", async (t) => {
  const { server, database } = await serve(t, () => "done");
  const { losses, listening } = listen(database);
  const { stop } = await listening;
  server.sockets[0]?.destroy();
  await until(() => losses.length > 0);
  await stop();
  await new Promise(setImmediate);
  assert.equal(losses.length, 1);
});

test("a server that falls silent costs events one reading, at any moment of a connection", async (t) => {
  // The first statement of each connection is Stint's own, which sets a limit.
  const silent = new Set(["0.2", "1.0"]);
  const { server, database } = await serve(t, ({ connection, statement }) =>
    silent.has(`${connection}.${statement}`) ? "silence" : "done",
  );
  const aside = openAside(database, { silentMs: 400 });
  const read = () =>
    sql`select 1`.execute(aside.db).then(
      () => "read",
      (problem) => (isDatabaseAway(problem) ? "away" : problem),
    );
  assert.deepEqual([await read(), await read(), await read(), await read()], ["read", "away", "away", "read"]);
  assert.equal(server.sockets.length, 3);
  await aside.close();
  await until(() => server.open() === 0);
});
