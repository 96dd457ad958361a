import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { onPostgres, openTestDatabase } from "../../test/with-database.ts";
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

/** A way to a real server, on which from some moment on nothing gets through and nothing is closed, as when a machine vanishes. */
const wayTo = async (url: string) => {
  const there = new URL(url);
  const ends: Socket[] = [];
  let isCut = false;
  const way = createServer((socket) => {
    const onward = connect(Number(there.port), there.hostname);
    ends.push(socket, onward);
    for (const end of [socket, onward]) end.on("error", () => undefined);
    const isLive = !isCut;
    socket.on("data", (bytes) => isLive && !isCut && onward.write(bytes));
    onward.on("data", (bytes) => isLive && !isCut && socket.write(bytes));
  });
  way.listen(0, "127.0.0.1");
  await once(way, "listening");
  const here = new URL(url);
  here.port = String((way.address() as AddressInfo).port);
  return {
    url: here.href,
    cut: () => {
      isCut = true;
    },
    mend: () => {
      isCut = false;
    },
    close: () => {
      for (const end of ends) end.destroy();
      way.close();
    },
  };
};

test("a server that vanishes in the middle of a statement is an error, and the next statement has a new connection", {
  skip: !onPostgres && "there is no server in an embedded database",
}, async () => {
  const there = await openTestDatabase();
  assert.ok(there.kind === "postgres");
  const way = await wayTo(there.url);
  const open = openPostgres({ url: way.url, maxConnections: 1, silentMs: 300 });
  try {
    await sql`select 1`.execute(open.db);
    way.cut();
    await assert.rejects(sql`select 2`.execute(open.db), /terminated/);
    way.mend();
    const { rows } = await sql<{ three: number }>`select 3 as three`.execute(open.db);
    assert.equal(rows[0]?.three, 3);
  } finally {
    await open.close();
    way.close();
    await there.close();
  }
});
