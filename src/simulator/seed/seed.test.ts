import assert from "node:assert/strict";
import { test } from "node:test";
import { demoOrganisation } from "./demo-organisation.ts";
import { generateOrganisation } from "./generate-organisation.ts";

test("the demo organisation has its accounts, people, groups and permission sets, and the awkward ones among them", () => {
  const world = demoOrganisation();
  assert.equal(world.accounts.size, 40);
  assert.equal(world.permissionSets.size, 12);
  assert.equal(world.users.size, 60);
  assert.equal(world.groups.size, 15);
  const users = world.users.all();
  assert.equal(users.filter((user) => !user.attributes.Emails).length, 1);
  assert.equal(users.filter((user) => user.status === "DISABLED").length, 1);
  assert.equal(users.filter((user) => user.userName.includes("'")).length, 1);
  assert.ok(users.every((user) => /^[a-z'-]+\.[a-z'-]+$/.test(user.userName)));
  assert.ok(world.accounts.all().some((account) => account.state === "CLOSED"));
  assert.ok(world.provisioned.count("account", world.ids.managementAccountId) === 1);
  assert.ok(world.assignments.all().some((row) => row.principalType === "USER"));
  assert.ok(world.assignments.all().some((row) => row.principalType === "GROUP"));
});

test("ids look as AWS writes them and are the same every time", () => {
  const [one, other] = [demoOrganisation(), demoOrganisation()];
  assert.deepEqual(one.accounts.all(), other.accounts.all());
  assert.deepEqual(one.users.all(), other.users.all());
  assert.match(one.ids.organizationId, /^o-[a-z0-9]{10,32}$/);
  assert.match(one.ids.rootId, /^r-[0-9a-z]{4,32}$/);
  assert.match(one.ids.identityStoreId, /^d-[0-9a-f]{10}$/);
  assert.match(one.ids.instanceArn, /^arn:aws:sso:::instance\/ssoins-[0-9a-f]{16}$/);
  assert.ok(one.accounts.all().every((account) => /^[1-9]\d{11}$/.test(account.id)));
  assert.ok(one.orgUnits.all().every((unit) => /^ou-[0-9a-z]{4}-[0-9a-z]{8}$/.test(unit.id)));
  const set = /^arn:aws:sso:::permissionSet\/ssoins-[0-9a-f]{16}\/ps-[0-9a-f]{16}$/;
  assert.ok(one.permissionSets.all().every((permissionSet) => set.test(permissionSet.arn)));
});

test("an organisation of the largest size is generated in a few seconds", () => {
  const startedAt = performance.now();
  const world = generateOrganisation({
    seed: "large",
    accounts: 5_000,
    orgUnits: 300,
    permissionSets: 750,
    users: 10_000,
    groups: 20_000,
    groupsOfFirstUser: 300,
    standingAssignments: 1_000,
  });
  const tookMs = performance.now() - startedAt;
  assert.deepEqual(
    [world.accounts.size, world.orgUnits.size, world.permissionSets.size, world.users.size, world.groups.size],
    [5_000, 300, 750, 10_000, 20_000],
  );
  const first = world.users.where("userName", "user-1")[0];
  assert.equal(world.memberships.count("user", first?.id ?? ""), 300);
  assert.ok(tookMs < 10_000, `took ${tookMs} ms`);
});
