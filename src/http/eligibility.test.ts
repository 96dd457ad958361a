import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

test("everybody is offered what they may ask for, and nothing else", async () => {
  const { json, status } = await world.as.requester("GET", "eligibility");
  assert.equal(status, 200);
  assert.deepEqual(
    json.items.map(({ id }: { id: string }) => id),
    [world.accounts.first.id, world.accounts.second.id],
  );
  const [role] = json.items[0].permissionSets;
  assert.deepEqual([role.arn, role.approvalRequired, role.maxDurationMinutes], [world.role.arn, true, 540]);
  assert.deepEqual(json.items[0].abilities, { request: true });
  for (const who of ["approver", "auditor", "admin", "stranger"] as const)
    assert.deepEqual((await world.as[who]("GET", "eligibility")).json.items, [], who);
  assert.equal((await world.as.anonymous("GET", "eligibility")).status, 401);
  const found = await world.as.requester("GET", "eligibility?search=prod-2&limit=1");
  assert.deepEqual([found.json.items.length, found.json.nextCursor], [1, undefined]);
  const named = await world.as.requester(
    "GET",
    `eligibility?account=${world.accounts.second.id},${world.accounts.elsewhere.id}`,
  );
  assert.deepEqual(
    named.json.items.map(({ id }: { id: string }) => id),
    [world.accounts.second.id],
  );
  assert.equal((await world.as.requester("GET", "eligibility?search=production")).json.items.length, 2);
  assert.equal((await world.as.requester("GET", "eligibility?account=prod")).status, 400);
  const reads = await world.bearerOf(world.people.requester, ["requests:read"]);
  assert.deepEqual((await reads("GET", "eligibility?limit=1")).json.items[0].abilities, { request: false });
});
