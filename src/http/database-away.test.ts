import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import pg from "pg";
import { type AuthWorld, openAuthWorld } from "../../test/auth-world.ts";
import { freePort } from "../../test/free-port.ts";
import { type Database, openPostgres } from "../store/database.ts";
import { isDatabaseAway } from "../store/database-away.ts";
import { checkReadiness } from "../store/readiness.ts";
import { createHttpApp } from "./app.ts";
import { describeError } from "./error-response.ts";

let world: AuthWorld;
/** A server that is not there: what everybody meets while PostgreSQL starts anew. */
let away: Database;
let app: ReturnType<typeof createHttpApp>;
const problems: unknown[] = [];
before(async () => {
  world = await openAuthWorld();
  away = openPostgres({ url: `postgresql://stint@127.0.0.1:${await freePort()}/stint` });
  const readiness = () => checkReadiness(away.db, (problem) => problems.push(problem));
  app = createHttpApp({ ...world.context, db: away.db, readiness });
});
after(async () => {
  await away.close();
  await world.close();
});

test("while the database is away the API says so, and when to try again, and tells nothing else", async () => {
  const answer = await app.request("/api/v1/me", { headers: { cookie: "stint=whoever" } });
  const { error } = await answer.json();
  assert.deepEqual(
    [answer.status, answer.headers.get("retry-after"), answer.headers.get("cache-control"), error.code],
    [503, "5", "no-store", "database.unavailable"],
  );
  assert.match(error.message, /^Stint cannot reach its database right now\. Try again in a few seconds/);
  assert.doesNotMatch(JSON.stringify(error), /ECONN|127\.0\.0\.1/);
  assert.match(world.logged.join(""), /ECONNREFUSED/, "the log says why");
});

test("who signs in meanwhile reads it on a page", async () => {
  const answer = await app.request("/auth/saml/login", { headers: { accept: "text/html" } });
  assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "5"]);
  assert.match(await answer.text(), /Signing in is not possible right now.*cannot reach its database/s);
});

test("not ready while the database is away, nor while it only takes reads", async () => {
  const answer = await app.request("/readyz");
  assert.deepEqual([answer.status, answer.headers.get("retry-after")], [503, "5"]);
  assert.deepEqual((await answer.json()).parts, [
    { name: "database", ready: false, detail: "The database does not answer; the log says why." },
  ]);
  assert.equal(problems.length, 1);
  const { db } = world;
  await db.connection().execute(async (one) => {
    await sql`set default_transaction_read_only = on`.execute(one);
    const { parts } = await checkReadiness(one, assert.ifError);
    assert.match(parts[0]?.detail ?? "", /only takes reads/);
    await sql`set default_transaction_read_only = off`.execute(one);
  });
});

test("what the database refuses because of what was asked is our failure and not its absence", () => {
  const refusedWith = (code: string) => Object.assign(new pg.DatabaseError("no", 0, "error"), { code });
  for (const code of ["57P01", "57P03", "53100", "53300", "08006", "25006", "25P03"])
    assert.equal(isDatabaseAway(refusedWith(code)), true, code);
  for (const code of ["23505", "40001", "42P01", "42501"]) {
    assert.equal(isDatabaseAway(refusedWith(code)), false, code);
    assert.equal(describeError(refusedWith(code), "r").body.error.code, "internal");
  }
  assert.equal(isDatabaseAway(new Error("Connection terminated unexpectedly")), true);
  assert.equal(isDatabaseAway(new Error("something else")), false);
});
