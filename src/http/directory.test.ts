import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anAccount, anOrgUnit } from "../../test/builders.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { takeAcceptedRemovals } from "../store/accepted-removals.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const lists = ["accounts", "org-units", "permission-sets", "users", "groups"];

test("admins and auditors search the directory; others learn nothing of it", async () => {
  for (const list of lists) {
    const page = await world.as.admin("GET", `directory/${list}?limit=1`);
    assert.equal(page.status, 200, JSON.stringify(page.json));
    assert.equal(page.json.items.length, 1);
    assert.deepEqual(page.json.items[0].abilities, {});
    assert.equal((await world.as.auditor("GET", `directory/${list}?search=zzz`)).json.items.length, 0);
    for (const who of ["requester", "approver", "stranger"] as const)
      assert.equal((await world.as[who]("GET", `directory/${list}`)).status, 403);
    assert.equal((await world.as.anonymous("GET", `directory/${list}`)).status, 401);
  }
  const found = await world.as.admin("GET", "directory/accounts?search=ELSE");
  assert.deepEqual(
    found.json.items.map(({ name }: { name: string }) => name),
    ["elsewhere"],
  );
});

test("the tree of organisational units is one answer, with the accounts in and below each", async () => {
  const { db } = world;
  const top = await anOrgUnit(db, { name: "Top" });
  const inner = await anOrgUnit(db, { name: "Inner", parent: top });
  const gone = await anOrgUnit(db, { name: "Gone", parent: top });
  await db.updateTable("orgUnits").set({ goneAt: world.at }).where("id", "=", gone.id).execute();
  await anAccount(db, { in: inner, name: "inner-1" });
  await anAccount(db, { in: inner, name: "inner-2" });
  await anAccount(db, { in: inner, name: "closed", state: "CLOSED" });
  await anAccount(db, { in: top, name: "direct" });
  const { status, json } = await world.as.auditor("GET", "directory/org-unit-tree");
  assert.equal(status, 200, JSON.stringify(json));
  const told = json.items.filter(({ id }: { id: string }) => [top.id, inner.id, gone.id].includes(id));
  assert.deepEqual(told, [
    { id: inner.id, name: "Inner", parentId: top.id, accounts: 2, accountsBelow: 2, abilities: {} },
    { id: top.id, name: "Top", parentId: top.parentId, accounts: 1, accountsBelow: 3, abilities: {} },
  ]);
  for (const who of ["requester", "approver", "stranger"] as const)
    assert.equal((await world.as[who]("GET", "directory/org-unit-tree")).status, 403);
});

test("every page of a list leads to the next until all were shown once", async () => {
  const seen: string[] = [];
  let cursor = "";
  do {
    const { json } = await world.as.admin("GET", `directory/users?limit=2&cursor=${cursor}`);
    seen.push(...json.items.map(({ id }: { id: string }) => id));
    cursor = json.nextCursor ?? "";
  } while (cursor);
  assert.equal(new Set(seen).size, 5);
  assert.equal(seen.length, 5);
});

test("an admin has the directory read anew, which is audited; others cannot", async () => {
  const last = await world.as.auditor("GET", "directory/sync");
  assert.deepEqual(last.json, { sync: null, succeededAt: null, abilities: { start: false } });
  assert.equal((await world.as.admin("POST", "directory/sync")).status, 202);
  for (const who of ["requester", "approver", "stranger", "auditor"] as const)
    assert.equal((await world.as[who]("POST", "directory/sync")).status, 403);
  const asked = await world.db
    .selectFrom("auditEvents")
    .select("actorId")
    .where("action", "=", "directory.sync-asked")
    .execute();
  assert.deepEqual(asked, [{ actorId: world.people.admin.id }]);
});

test("an admin, and nobody else, can accept that much is gone: for one sync, audited", async () => {
  const accept = { acceptLargeRemovals: true };
  assert.equal((await world.as.auditor("POST", "directory/sync", accept)).status, 403);
  assert.equal(await takeAcceptedRemovals(world.db), undefined);
  assert.equal((await world.as.admin("POST", "directory/sync", { acceptLargeRemovals: "yes" })).status, 400);
  assert.equal((await world.as.admin("POST", "directory/sync", accept)).status, 202);
  assert.equal((await takeAcceptedRemovals(world.db))?.personId, world.people.admin.id);
  assert.equal(await takeAcceptedRemovals(world.db), undefined);
  const asked = await world.db
    .selectFrom("auditEvents")
    .select("data")
    .where("action", "=", "directory.sync-asked")
    .orderBy("seq", "desc")
    .executeTakeFirst();
  assert.deepEqual(asked?.data, accept);
});

test("a cursor that holds what no database can is refused", async () => {
  const cursor = Buffer.from(JSON.stringify(["a\u0000b", "c"])).toString("base64url");
  const answer = await world.as.admin("GET", `directory/users?cursor=${cursor}`);
  assert.deepEqual([answer.status, answer.json.error.code], [400, "cursor.invalid"]);
});
