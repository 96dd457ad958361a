import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { as, refusalOf } from "../../test/access-world.ts";
import {
  account,
  aDeployment,
  aGroup,
  anAccount,
  anOrgUnit,
  aPermissionSet,
  aPerson,
  aPolicy,
  group,
  orgUnit,
  rootId,
  testContext,
  testStart,
  user,
  withSettings,
} from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "../store/database.ts";
import { findEligibility } from "./find-eligibility.ts";
import { previewRequest } from "./preview-request.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const offered = async (person: { id: string }, search?: string) => {
  const query = { limit: 100, ...(search === undefined ? {} : { search }) };
  const page = await findEligibility(testContext(database.db), { caller: as(person), query });
  return page.items.map(({ name, roles }) => `${name}: ${roles.map((role) => role.name).join(" ")}`);
};

test("a nested OU counts with and without includeChildOus, and so does the root", async () => {
  const { db } = database;
  const parent = await anOrgUnit(db, { name: "Prod" });
  const child = await anOrgUnit(db, { parent, name: "Payments" });
  await anAccount(db, { name: "direct", in: parent });
  const nested = await anAccount(db, { name: "nested", in: child });
  await anAccount(db, { name: "in the root" });
  const role = await aPermissionSet(db, { name: "Reader" });
  const reaching = (scope: ReturnType<typeof orgUnit>) =>
    aPerson(db).then(async (person) => {
      await aPolicy(db, { principals: [user(person)], scopes: [scope], permissionSetArns: [role.arn] });
      return person;
    });
  assert.deepEqual(await offered(await reaching(orgUnit(parent))), ["direct: Reader"]);
  const whole = await reaching(orgUnit(parent, { includeChildOus: true }));
  assert.deepEqual(await offered(whole), ["direct: Reader", "nested: Reader"]);
  assert.deepEqual(await offered(await reaching(orgUnit({ id: rootId }))), ["in the root: Reader"]);
  const everywhere = await reaching(orgUnit({ id: rootId }, { includeChildOus: true }));
  assert.deepEqual(await offered(everywhere), ["direct: Reader", "in the root: Reader", "nested: Reader"]);
  const page = await findEligibility(testContext(db), { caller: as(whole), query: { limit: 1, search: "nest" } });
  assert.deepEqual(
    page.items[0]?.orgUnits.map(({ name }) => name),
    [rootId, "Prod", "Payments"],
  );
  const elsewhere = { orgUnitId: rootId, path: [rootId] };
  await db.updateTable("accounts").set(elsewhere).where("id", "=", nested.id).execute();
  assert.deepEqual(await offered(whole), ["direct: Reader"]);
  await db.updateTable("orgUnits").set({ goneAt: testStart }).where("id", "=", parent.id).execute();
  assert.deepEqual(await offered(whole), []);
});

test("what is gone, closed or out of reach is not offered, and the rest of the policy holds", async () => {
  const { db } = database;
  const person = await aPerson(db);
  const [open, closed, gone, management] = [
    await anAccount(db, { name: "open" }),
    await anAccount(db, { name: "closed", state: "CLOSED" }),
    await anAccount(db, { name: "gone", goneAt: testStart }),
    await anAccount(db, { name: "management", isManagement: true }),
  ];
  const roles = [
    await aPermissionSet(db, { name: "Here" }),
    await aPermissionSet(db, { name: "Vanished", goneAt: testStart }),
    await aPermissionSet(db, { name: "InManagement", inManagementAccount: true }),
  ];
  const vanished = await aGroup(db, { goneAt: testStart });
  await aPolicy(db, {
    principals: [user(person), group(vanished), { type: "group", id: "never-was" }],
    scopes: [...[open, closed, gone, management].map(account), orgUnit({ id: "ou-never-was" })],
    permissionSetArns: [...roles.map(({ arn }) => arn), "arn:never-was"],
  });
  await aDeployment(db, { managementAccountId: management.id });
  assert.deepEqual(await offered(person), ["open: Here"]);
  await aDeployment(db, { managementAccountId: management.id, inManagementAccount: true });
  assert.deepEqual(await offered(person), ["management: Here InManagement", "open: Here InManagement"]);
});

test("the search finds accounts by name and id, and roles by name, then only those roles", async () => {
  const { db } = database;
  const person = await aPerson(db);
  const [alpha, beta] = [await anAccount(db, { name: "alpha 100%" }), await anAccount(db, { name: "beta" })];
  const [admin, reader] = [await aPermissionSet(db, { name: "Admin" }), await aPermissionSet(db, { name: "Reader" })];
  const allow = (scopes: ReturnType<typeof account>[], arns: string[]) =>
    aPolicy(db, { principals: [user(person)], scopes, permissionSetArns: arns });
  await allow([account(alpha)], [admin.arn, reader.arn]);
  await allow([account(beta)], [reader.arn]);
  assert.deepEqual(await offered(person, "ALPHA"), ["alpha 100%: Admin Reader"]);
  assert.deepEqual(await offered(person, beta.id), ["beta: Reader"]);
  assert.deepEqual(await offered(person, "admin"), ["alpha 100%: Admin"]);
  assert.deepEqual(await offered(person, "read"), ["alpha 100%: Reader", "beta: Reader"]);
  assert.deepEqual(await offered(person, "0%"), ["alpha 100%: Admin Reader"]);
  assert.deepEqual(await offered(person, "_"), []);
  const pages: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await findEligibility(testContext(db), { caller: as(person), query: { limit: 1, cursor } });
    pages.push(...page.items.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor);
  assert.deepEqual(pages, ["alpha 100%", "beta"]);
});

test("the search finds accounts by the name and id of an OU at any level above, and named accounts are found with all their roles", async () => {
  const { db } = database;
  const person = await aPerson(db);
  const retail = await anOrgUnit(db, { name: "Retail" });
  const shops = await anOrgUnit(db, { parent: retail, name: "Shops" });
  const [near, deep, far] = [
    await anAccount(db, { name: "till", in: retail }),
    await anAccount(db, { name: "window", in: shops }),
    await anAccount(db, { name: "cellar" }),
  ];
  const roles = [await aPermissionSet(db, { name: "Clerk" }), await aPermissionSet(db, { name: "Shopkeeper" })];
  const permissionSetArns = roles.map(({ arn }) => arn);
  await aPolicy(db, { principals: [user(person)], scopes: [near, deep, far].map(account), permissionSetArns });
  assert.deepEqual(await offered(person, "retail"), ["till: Clerk Shopkeeper", "window: Clerk Shopkeeper"]);
  assert.deepEqual(await offered(person, shops.id), ["window: Clerk Shopkeeper"]);
  assert.deepEqual(await offered(person, "shop"), [
    "cellar: Shopkeeper",
    "till: Shopkeeper",
    "window: Clerk Shopkeeper",
  ]);
  const among = async (accountIds: string[]) =>
    (
      await findEligibility(testContext(db), { caller: as(person), query: { limit: 9, accountIds, search: "" } })
    ).items.map(({ name }) => name);
  assert.deepEqual(await among([deep.id, far.id, "999999999999"]), ["cellar", "window"]);
  assert.deepEqual(await among([]), []);
  await db.updateTable("orgUnits").set({ goneAt: testStart }).where("id", "=", shops.id).execute();
  assert.deepEqual(await offered(person, shops.id), []);
});

test("what is offered is what a request would be judged by: strictest approval, longest maximum", async () => {
  const { db } = database;
  const team = await aGroup(db);
  const person = await aPerson(db, { groups: [team.id] });
  const place = await anAccount(db);
  const [role, other] = [await aPermissionSet(db), await aPermissionSet(db)];
  const allow = (facts: Partial<Parameters<typeof aPolicy>[1]>) =>
    aPolicy(db, { principals: [group(team)], scopes: [account(place)], permissionSetArns: [role.arn], ...facts });
  await allow({ maxDurationMinutes: 60, approvalRequired: true });
  await allow({ maxDurationMinutes: 480 });
  await allow({ maxDurationMinutes: 9_999, permissionSetArns: [other.arn] });
  await allow({ maxDurationMinutes: 9_999, principals: [group(await aGroup(db))] });
  const ctx = testContext(db);
  const look = async () =>
    (await findEligibility(ctx, { caller: as(person), query: { limit: 9 } })).items[0]?.roles.find(
      ({ arn }) => arn === role.arn,
    );
  const input = { accountIds: [place.id], permissionSetArn: role.arn, durationMinutes: 60, justification: "x" };
  const preview = async () => previewRequest(ctx, { caller: as(person), input });
  assert.deepEqual([(await look())?.maxDurationMinutes, (await look())?.approvalRequired], [480, true]);
  assert.deepEqual([(await preview()).maxDurationMinutes, (await preview()).approvalRequired], [480, true]);
  await withSettings(db, { approvalWorkflow: false });
  assert.deepEqual([(await look())?.approvalRequired, (await preview()).approvalRequired], [false, false]);
  await allow({ maxDurationMinutes: null });
  assert.deepEqual([(await look())?.maxDurationMinutes, (await preview()).maxDurationMinutes], [540, 540]);
  await db.updateTable("people").set({ enabled: false }).where("id", "=", person.id).execute();
  assert.equal((await refusalOf(look())).code, "person.not-present");
});
