import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { openPostgres } from "./database.ts";
import { listenForEvents } from "./event-feed.ts";
import { createBoss } from "./jobs.ts";
import { takeWorkerLock } from "./worker-lock.ts";

/** It takes every connection and says nothing, as a machine whose server hangs. */
const silent = createServer((socket) => sockets.push(socket));
const sockets: Socket[] = [];
let database: ReturnType<typeof openPostgres>;
before(async () => {
  silent.listen(0, "127.0.0.1");
  await once(silent, "listening");
  const { port } = silent.address() as AddressInfo;
  database = openPostgres({ url: `postgresql://stint@127.0.0.1:${port}/stint`, connectTimeoutMs: 100 });
});
after(async () => {
  await database.close();
  for (const socket of sockets) socket.destroy();
  silent.close();
});

const gaveUp = /timeout/i;

test("no connection of ours is waited for without end: not for a query, a job, an event or a lock", async () => {
  await assert.rejects(sql`select 1`.execute(database.db), gaveUp);
  const boss = createBoss(database);
  boss.on("error", () => undefined);
  await assert.rejects(boss.start(), gaveUp);
  const nobody = { told: () => undefined, stirred: () => undefined, found: () => undefined, lost: () => undefined };
  await assert.rejects(listenForEvents(database, nobody), gaveUp);
  await assert.rejects(
    takeWorkerLock(database, () => "0"),
    gaveUp,
  );
});
