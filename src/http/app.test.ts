import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

test("wrong addresses, wrong methods and bodies that are too large are told apart, in one shape", async () => {
  const { admin } = world.as;
  for (const [method, path, body, status, code] of [
    ["GET", "nothing-here", undefined, 404, "route.not-found"],
    ["PATCH", "settings", {}, 405, "route.wrong-method"],
    ["DELETE", "requests", undefined, 405, "route.wrong-method"],
    ["PUT", "settings", { portalUrl: "x".repeat(70_000) }, 413, "body.too-large"],
  ] as const) {
    const answer = await admin(method, path, body);
    assert.deepEqual([answer.status, answer.json.error.code], [status, code], `${method} ${path}`);
    assert.ok(answer.json.error.requestId);
  }
});

test("a person at a browser is told on a page that an address leads nowhere", async () => {
  const accept = { accept: "text/html,application/xhtml+xml" };
  const lost = await world.as.anonymous("GET", "/no/such/page", undefined, accept);
  assert.equal(lost.status, 404);
  assert.match(lost.json.text, /There is no such page/);
  assert.equal((await world.as.admin("GET", "nothing", undefined, accept)).json.error.code, "route.not-found");
});

test("nothing of the API is answered to who is not signed in, and answers are never stored", async () => {
  for (const path of ["me", "eligibility", "requests", "grants", "settings", "audit-events", "events", "notices"]) {
    const answer = await world.as.anonymous("GET", path);
    assert.deepEqual([answer.status, answer.json.error.code], [401, "session.missing"], path);
    assert.equal(answer.headers.get("cache-control"), "no-store");
  }
  assert.equal((await world.as.admin("GET", "me")).headers.get("cache-control"), "no-store");
  const forged = await world.as.anonymous("GET", "me", undefined, {
    cookie: "stint=forged",
    authorization: "Bearer forged",
  });
  assert.deepEqual([forged.status, forged.json.error.code], [401, "token.invalid"]);
});

test("an answer that is not what was declared is our failure, and tells nothing", async () => {
  await world.db
    .updateTable("settings")
    .set({ document: JSON.stringify({ maxDurationMinutes: "secret words" }) })
    .execute();
  const client = await world.bearerOf(world.people.requester);
  const answer = await client("GET", "me");
  assert.deepEqual([answer.status, answer.json.error.code], [500, "internal"]);
  assert.doesNotMatch(JSON.stringify(answer.json), /secret words|maxDuration/);
});
