import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  account,
  aDeployment,
  aGroup,
  anAccount,
  anApprovalPolicy,
  anOrgUnit,
  aPermissionSet,
  aPerson,
  aPolicy,
  group,
  orgUnit,
  user,
} from "../../test/builders.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

/** One organisation of its own a test: `Outer` holds `Inner`, which holds the account. */
const aPlace = async () => {
  const { db } = world;
  const outer = await anOrgUnit(db, { name: "Outer" });
  const inner = await anOrgUnit(db, { name: "Inner", parent: outer });
  return { outer, inner, account: await anAccount(db, { in: inner, name: "in-inner" }) };
};

const namesOf = async (path: string, query: Record<string, string>) => {
  const { status, json } = await world.as.auditor("GET", `${path}?${new URLSearchParams(query)}`);
  assert.equal(status, 200, JSON.stringify(json));
  return json.items.map(({ name }: { name: string }) => name);
};

test("policies are found by person, group, account, unit and role, however they come to concern it", async () => {
  const { db } = world;
  const { outer, inner, account: held } = await aPlace();
  const team = await aGroup(db, { displayName: "Falcons" });
  const member = await aPerson(db, { displayName: "Mia Member", groups: [team.id] });
  const role = await aPermissionSet(db, { name: "FalconRole" });
  const permissionSetArns = [role.arn];
  const rest = { permissionSetArns, principals: [group(team)] };
  await aPolicy(db, { ...rest, name: "f-below", scopes: [orgUnit(outer, { includeChildOus: true })] });
  await aPolicy(db, { ...rest, name: "f-beside", scopes: [orgUnit(outer)], approvalRequired: true });
  await aPolicy(db, { ...rest, name: "f-direct", scopes: [orgUnit(inner)] });
  await aPolicy(db, { ...rest, name: "f-named", scopes: [account(held)], principals: [user(member)] });
  await anApprovalPolicy(db, { name: "f-any-role", scopes: [orgUnit(inner)], approvers: [group(team)] });
  await anApprovalPolicy(db, {
    name: "f-other-role",
    scopes: [orgUnit(inner)],
    approvers: [],
    permissionSetArns: ["x"],
  });

  const list = (query: Record<string, string>) => namesOf("eligibility-policies", query);
  assert.deepEqual(await list({ account: held.id }), ["f-below", "f-direct", "f-named"]);
  assert.deepEqual(await list({ orgUnit: outer.id }), ["f-below", "f-beside"]);
  assert.deepEqual(await list({ person: member.id }), ["f-below", "f-beside", "f-direct", "f-named"]);
  assert.deepEqual(await list({ group: team.id }), ["f-below", "f-beside", "f-direct"]);
  assert.deepEqual(await list({ permissionSet: role.arn, approvalRequired: "true" }), ["f-beside"]);
  assert.deepEqual(await list({ search: "FALCONS", account: held.id }), ["f-below", "f-direct"]);
  assert.deepEqual(await list({ search: "mia" }), ["f-named"]);
  assert.deepEqual(await list({ search: "f-n" }), ["f-named"]);
  assert.deepEqual(await list({ search: "%" }), []);
  assert.deepEqual(await namesOf("approval-policies", { permissionSet: role.arn, orgUnit: inner.id }), ["f-any-role"]);
  assert.deepEqual(await namesOf("approval-policies", { search: "falcons" }), ["f-any-role"]);
});

test("in every order, each page leads to the next until all were shown once", async () => {
  for (const sort of ["name", "-name", "updatedAt", "-updatedAt"]) {
    const all = await namesOf("eligibility-policies", { sort });
    const seen: string[] = [];
    let cursor = "";
    do {
      const { json } = await world.as.admin("GET", `eligibility-policies?sort=${sort}&limit=2&cursor=${cursor}`);
      seen.push(...json.items.map(({ name }: { name: string }) => name));
      cursor = json.nextCursor ?? "";
    } while (cursor);
    assert.deepEqual(seen, all);
    if (sort === "-name") assert.deepEqual(all, [...(await namesOf("eligibility-policies", {}))].reverse());
  }
  const byName = await world.as.admin("GET", "eligibility-policies?limit=1");
  const crossed = await world.as.admin("GET", `eligibility-policies?sort=updatedAt&cursor=${byName.json.nextCursor}`);
  assert.deepEqual([crossed.status, crossed.json.error.code], [400, "cursor.invalid"]);
});

test("what a policy names is answered with its name and what is wrong with it, and such policies can be listed", async () => {
  const { db } = world;
  const { inner, account: held } = await aPlace();
  const role = await aPermissionSet(db, { name: "Reachable" });
  const ofManagement = await aPermissionSet(db, { name: "OutOfReach", inManagementAccount: true });
  const away = await aPerson(db, { displayName: "Ann Away", enabled: false });
  await aDeployment(db, { managementAccountId: "111122223333" });
  const sound = { principals: [user(world.people.stranger)], scopes: [account(held)], permissionSetArns: [role.arn] };
  await aPolicy(db, { ...sound, name: "w-sound" });
  await aPolicy(db, { ...sound, name: "w-person", principals: [user(away)] });
  await aPolicy(db, { ...sound, name: "w-role", permissionSetArns: [ofManagement.arn] });
  const { id } = await aPolicy(db, { ...sound, name: "w-unit", scopes: [orgUnit({ id: "ou-gone" }), orgUnit(inner)] });
  assert.deepEqual(await namesOf("eligibility-policies", { warnings: "true" }), ["w-person", "w-role", "w-unit"]);
  const { json } = await world.as.auditor("GET", `eligibility-policies/${id}`);
  assert.deepEqual(json.references, [
    { kind: "user", id: world.people.stranger.id, name: "Sam Stranger", problem: null },
    { kind: "org-unit", id: "ou-gone", name: "ou-gone", problem: "gone" },
    { kind: "org-unit", id: inner.id, name: "Inner", problem: null },
    { kind: "permission-set", id: role.arn, name: "Reachable", problem: null },
  ]);
  assert.equal(json.updatedBy, null);
});

test("who made a policy what it is now is said with it", async () => {
  const { json } = await world.as.admin("POST", "approval-policies", {
    name: "Mine",
    scopes: [orgUnit(world.unit)],
    approvers: [user(world.people.stranger)],
  });
  assert.equal(json.updatedBy.displayName, "Adam Admin");
  const read = await world.as.auditor("GET", `approval-policies/${json.id}`);
  assert.equal(read.json.updatedBy.id, world.people.admin.id);
});

test("what no policy could be asked by is refused with its field", async () => {
  for (const [query, field] of [
    ["account=1", "account"],
    ["person=../x", "person"],
    ["orgUnit=x", "orgUnit"],
    ["permissionSet=x", "permissionSet"],
    ["sort=secret", "sort"],
    ["warnings=false", "warnings"],
  ] as const) {
    const answer = await world.as.admin("GET", `approval-policies?${query}`);
    assert.deepEqual([answer.status, answer.json.error.reasons[0].field], [400, field]);
  }
  assert.equal((await world.as.admin("GET", "approval-policies?approvalRequired=true")).status, 400);
});
