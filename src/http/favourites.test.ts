import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const path = "me/favourites";
const pair = (account: { id: string }) => ({ accountId: account.id, permissionSetArn: world.role.arn });
const marked = async () =>
  (await world.as.requester("GET", path)).json.items.map(
    ({ account, offer }: { account: { name: string }; offer: object | null }) => [account.name, offer !== null],
  );

test("a favourite is marked once, belongs to one person, and says what holds when it is asked for", async () => {
  const { requester, stranger, anonymous } = world.as;
  const first = await requester("PUT", path, pair(world.accounts.first));
  assert.equal(first.status, 200);
  const again = await requester("PUT", path, pair(world.accounts.first));
  assert.deepEqual(again.json, first.json);
  assert.deepEqual(first.json.account, { id: world.accounts.first.id, name: "prod-1" });
  assert.deepEqual(first.json.permissionSet, { arn: world.role.arn, name: "PowerUser" });
  assert.deepEqual(first.json.offer, { approvalRequired: true, maxDurationMinutes: 540 });
  assert.deepEqual(first.json.abilities, { request: true, remove: true });
  assert.deepEqual((await requester("GET", path)).json.items, [first.json]);
  assert.deepEqual((await stranger("GET", path)).json.items, []);
  assert.equal((await stranger("DELETE", `${path}/${first.json.id}`)).json.error.code, "favourite.not-found");
  assert.equal((await anonymous("GET", path)).status, 401);
  const reads = await world.bearerOf(world.people.requester, ["requests:read"]);
  assert.deepEqual((await reads("GET", path)).json.items[0].abilities, { request: false, remove: false });
  assert.equal((await reads("PUT", path, pair(world.accounts.second))).json.error.code, "scope.missing");
  assert.equal((await reads("DELETE", `${path}/${first.json.id}`)).json.error.code, "scope.missing");
  assert.equal((await requester("DELETE", `${path}/${first.json.id}`)).status, 204);
  assert.equal((await requester("DELETE", `${path}/${first.json.id}`)).status, 404);
  assert.deepEqual(await marked(), []);
});

test("only what may be asked for can be marked, whether it exists or not", async () => {
  const { requester, stranger } = world.as;
  for (const [call, input] of [
    [requester, pair(world.accounts.elsewhere)],
    [requester, pair({ id: "999999999999" })],
    [requester, { ...pair(world.accounts.first), permissionSetArn: `${world.role.arn}x` }],
    [stranger, pair(world.accounts.first)],
  ] as const) {
    const { status, json } = await call("PUT", path, input);
    assert.deepEqual([status, json.error.code], [403, "eligibility.missing"]);
  }
  for (const input of [undefined, {}, { ...pair(world.accounts.first), personId: "me" }, pair({ id: "prod" })])
    assert.equal((await requester("PUT", path, input)).status, 400);
  assert.equal((await requester("DELETE", `${path}/one`)).status, 404);
});

test("what can no longer be asked for stays, is shown as such and last, and can be removed", async () => {
  const { requester } = world.as;
  const gone = await requester("PUT", path, pair(world.accounts.first));
  world.ctx.moveBy(1);
  await requester("PUT", path, pair(world.accounts.second));
  await world.db.updateTable("accounts").set({ state: "CLOSED" }).where("id", "=", world.accounts.first.id).execute();
  assert.deepEqual(await marked(), [
    ["prod-2", true],
    ["prod-1", false],
  ]);
  assert.equal((await requester("DELETE", `${path}/${gone.json.id}`)).status, 204);
  assert.deepEqual(await marked(), [["prod-2", true]]);
});

test("there are a hundred at most, also when they are marked at once", async () => {
  const { db, people } = world;
  const favourites = Array.from({ length: 98 }, (_, index) => ({
    ...{ id: randomUUID(), personId: people.requester.id, accountId: String(100_000_000_000 + index) },
    ...{ permissionSetArn: world.role.arn, createdAt: world.at },
  }));
  await db.insertInto("favourites").values(favourites).execute();
  await db.updateTable("accounts").set({ state: "ACTIVE" }).where("id", "=", world.accounts.first.id).execute();
  const put = () => world.as.requester("PUT", path, pair(world.accounts.first));
  assert.deepEqual(
    (await Promise.all([put(), put()])).map(({ status }) => status),
    [200, 200],
  );
  assert.equal((await marked()).length, 100);
  await db.deleteFrom("favourites").where("accountId", "=", world.accounts.second.id).execute();
  await db
    .insertInto("favourites")
    .values({ ...favourites[0], id: randomUUID(), accountId: "200000000000" } as never)
    .execute();
  const { status, json } = await world.as.requester("PUT", path, pair(world.accounts.second));
  assert.deepEqual([status, json.error.code], [409, "favourite.too-many"]);
});
