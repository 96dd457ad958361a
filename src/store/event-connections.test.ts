import assert from "node:assert/strict";
import { test } from "node:test";
import { startScriptedPostgres } from "../../test/scripted-postgres.ts";
import { until } from "../../test/until.ts";
import { openPostgres } from "./database.ts";
import { listenForEvents } from "./event-feed.ts";

const listen = (url: string) => {
  const database = openPostgres({ url });
  const losses: unknown[] = [];
  const nothing = { told: () => undefined, stirred: () => undefined, found: () => undefined };
  const listening = listenForEvents(database, { ...nothing, lost: (problem) => losses.push(problem) });
  return { losses, listening, close: () => database.close() };
};

test("a server that lets nobody listen, as a standby, is left no connection and tells of no loss", async () => {
  const standby = { code: "25006", message: "cannot execute LISTEN during recovery" };
  const server = await startScriptedPostgres(() => standby);
  const { losses, listening, close } = listen(server.url);
  await assert.rejects(listening, standby);
  await until(() => server.open() === 0);
  assert.deepEqual([server.sockets.length, losses], [1, []]);
  await close();
  server.close();
});

test("a connection that breaks is lost once", async () => {
  const server = await startScriptedPostgres(() => "done");
  const { losses, listening, close } = listen(server.url);
  const { stop } = await listening;
  server.sockets[0]?.destroy();
  await until(() => losses.length > 0);
  await stop();
  await new Promise(setImmediate);
  assert.equal(losses.length, 1);
  await close();
  server.close();
});
