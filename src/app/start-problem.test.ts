import assert from "node:assert/strict";
import { createServer, type Socket } from "node:net";
import { test } from "node:test";
import { freePort } from "../../test/free-port.ts";
import { openPostgres } from "../store/database.ts";
import { assertMigrated } from "./assert-migrated.ts";
import { listen } from "./listen.ts";
import { databaseProblem, StartProblem } from "./start-problem.ts";

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

/** A server that answers the first bytes it gets with these, or with nothing at all. */
const startMute = async (answer?: string) => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("data", () => answer && socket.write(answer));
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    stop: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
};

test("a database that takes the connection and says nothing is given up", async (t) => {
  const { port, stop } = await startMute();
  t.after(stop);
  const database = openPostgres({ url: `postgresql://stint@127.0.0.1:${port}/stint`, connectTimeoutMs: 50 });
  t.after(() => database.close());
  await assert.rejects(
    assertMigrated(database.db),
    says(/^The database of STINT_DATABASE_URL cannot be reached: .*timeout/),
  );
});

test("a database without TLS is said in a sentence", async (t) => {
  const { port, stop } = await startMute("N");
  t.after(stop);
  const database = openPostgres({ url: `postgresql://stint@127.0.0.1:${port}/stint?sslmode=verify-full` });
  t.after(() => database.close());
  await assert.rejects(assertMigrated(database.db), says(/^The database of STINT_DATABASE_URL .*not support SSL/));
});

test("a certificate that is not trusted is told from a server that is not there, with what to set", () => {
  for (const code of [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    "SELF_SIGNED_CERT_IN_CHAIN",
    "ERR_TLS_CERT_ALTNAME_INVALID",
  ]) {
    const problem = databaseProblem(Object.assign(new Error("no"), { code }));
    assert.ok(says(new RegExp(`certificate.*not trusted .*${code}.*sslrootcert`))(problem), code);
  }
  const other = Object.assign(new Error("syntax error"), { code: "42601" });
  assert.equal(databaseProblem(other), other);
});
