import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "node:test";
import { testContext } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { startTestAws, type TestAws } from "../../test/with-simulator.ts";
import { findAccounts, listAccountsInScopes } from "../store/accounts.ts";
import type { Database } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";
import { lastSync } from "../store/directory-syncs.ts";
import { findGroups, membersOfGroups } from "../store/groups.ts";
import { findOrgUnits, listAllOrgUnits } from "../store/org-units.ts";
import { findPeople, findPeopleNamed, findPersonInGroups } from "../store/people.ts";
import { findPermissionSets, listAllPermissionSets } from "../store/permission-sets.ts";
import type { CommandContext } from "./context.ts";
import { syncDirectory } from "./sync-directory.ts";

describe("syncing the directory", () => {
  let database: Database;
  let aws: TestAws;
  let ctx: CommandContext & { moveBy(minutes: number): void };

  beforeEach(async () => {
    [database, aws] = await Promise.all([openTestDatabase(), startTestAws()]);
    ctx = testContext(database.db);
  });
  afterEach(async () => {
    await aws.stop();
    await database.close();
  });

  /** The next regular sync, five minutes on. */
  const sync = async () => {
    ctx.moveBy(5);
    const result = await syncDirectory(ctx, { source: aws.source });
    assert.equal(result.outcome, "succeeded", "error" in result ? (result.error ?? "") : "");
    return result;
  };
  const only = <Row>(rows: Row[]): Row => {
    const [row, ...others] = rows;
    assert.ok(row !== undefined && others.length === 0, `expected one, found ${rows.length}`);
    return row;
  };
  const account = (name: string) => only(aws.world.accounts.all().filter((row) => row.name === name));
  const group = (name: string) => only(aws.world.groups.where("displayName", name));
  const user = (name: string) => only(aws.world.users.where("userName", name));
  const orgUnit = (name: string) => only(aws.world.orgUnits.all().filter((row) => row.name === name));
  const auditEvents = () =>
    database.db.selectFrom("auditEvents").selectAll().where("action", "=", "directory.synced").orderBy("seq").execute();

  it("mirrors the whole organisation, its people and who is in which group", async () => {
    const result = await sync();
    const { world } = aws;
    assert.equal("counts" in result && result.counts.accounts, world.accounts.size);
    assert.deepEqual(await findDeployment(database.db), {
      instanceArn: world.ids.instanceArn,
      identityStoreId: world.ids.identityStoreId,
      managementAccountId: world.ids.managementAccountId,
      callerAccountId: world.ids.delegatedAdministratorId,
    });
    assert.equal((await listAllOrgUnits(database.db)).length, world.orgUnits.size + 1);
    for (const row of world.groups.all()) {
      const present = world.memberships.where("group", row.id).map((membership) => membership.userId);
      const held = await database.db.selectFrom("memberships").selectAll().where("groupId", "=", row.id).execute();
      assert.deepEqual(held.map((one) => one.personId).sort(), present.sort(), row.displayName);
    }
    assert.equal((await lastSync(database.db))?.outcome, "succeeded");
  });

  it("knows nested OUs, session durations, the management account's permission sets, the e-mail-less and the disabled", async () => {
    await sync();
    const inWorkloads = (includeChildOus: boolean) =>
      listAccountsInScopes(database.db, [{ type: "ou", id: orgUnit("Workloads").id, includeChildOus }]);
    assert.deepEqual(
      (await inWorkloads(false)).map((row) => row.name),
      ["workloads-shared"],
    );
    const names = (await inWorkloads(true)).map((row) => row.name);
    assert.ok(names.includes("payments-vault-prod") && names.includes("web-dev") && !names.includes("network"));

    const permissionSets = await listAllPermissionSets(database.db);
    const inManagement = permissionSets.filter((row) => row.inManagementAccount).map((row) => row.name);
    const provisioned = aws.world.provisioned.where("account", aws.world.ids.managementAccountId);
    assert.ok(provisioned.length > 0);
    assert.deepEqual(
      inManagement,
      provisioned.map((row) => aws.world.permissionSets.get(row.permissionSetArn)?.name),
    );
    assert.ok(permissionSets.some((row) => row.sessionDurationMinutes === 720));

    assert.equal((await findPeople(database.db, [user("kwame.mensah").id]))[0]?.email, null);
    assert.equal((await findPeople(database.db, [user("peter.novak").id]))[0]?.enabled, false);
    const members = await membersOfGroups(database.db, [group("payments-engineers").id]);
    assert.ok(members.some((row) => row.personId === user("amira.haddad").id));
    assert.ok(!members.some((row) => row.personId === user("peter.novak").id), "a disabled person counts as no member");
  });

  it("marks what vanished, moves what moved, and tells of it once in the audit log", async () => {
    await sync();
    const before = (await auditEvents()).length;
    const [gone, closed, moved] = [group("finance"), account("sandbox-4"), account("web-dev")];
    const sandbox = orgUnit("Sandbox");
    aws.world.groups.delete(gone.id);
    for (const row of aws.world.accounts.where("parent", sandbox.id))
      aws.world.accounts.put({ ...row, parentId: orgUnit("Suspended").id });
    aws.world.orgUnits.delete(sandbox.id);
    aws.world.accounts.put({ ...account("sandbox-4"), state: "SUSPENDED" });
    aws.world.accounts.put({ ...moved, parentId: orgUnit("Payments").id });
    await sync();

    assert.ok(only(await findGroups(database.db, [gone.id])).goneAt);
    assert.deepEqual(await membersOfGroups(database.db, [gone.id]), []);
    assert.deepEqual((await findPersonInGroups(database.db, user("alice.thompson").id))?.groupIds, []);
    assert.ok(only(await findOrgUnits(database.db, [sandbox.id])).goneAt);
    assert.equal(only(await findAccounts(database.db, [closed.id])).state, "SUSPENDED");
    const path = only(await findAccounts(database.db, [moved.id])).path;
    assert.deepEqual(path.slice(-3), [orgUnit("Workloads").id, orgUnit("Production").id, orgUnit("Payments").id]);

    const told = (await auditEvents()).slice(before);
    assert.deepEqual(told.map((event) => event.subjectId).sort(), ["accounts", "groups", "orgUnits"]);
    const ofGroups = told.find((event) => event.subjectId === "groups");
    assert.match(JSON.stringify(ofGroups?.data), /"gone":\[\{"id":"[^"]+","name":"finance"\}\]/);
    await sync();
    assert.equal((await auditEvents()).length, before + 3, "nothing changed, nothing is told");
  });

  it("takes the mark away when a thing is back", async () => {
    await sync();
    const row = user("amira.haddad");
    aws.world.users.delete(row.id);
    await sync();
    assert.ok(only(await findPeopleNamed(database.db, { userName: "amira.haddad" })).goneAt);
    aws.world.users.put(row);
    await sync();
    assert.equal(only(await findPeople(database.db, [row.id])).goneAt, null);
  });

  it("describes a permission set when it is new, and each again within the hour", async () => {
    await sync();
    await aws.callsSince();
    const [first] = aws.world.permissionSets.all();
    assert.ok(first);
    aws.world.permissionSets.put({ ...first, sessionDuration: "PT4H30M" });
    await sync();
    const { DescribePermissionSet = 0 } = await aws.callsSince();
    assert.ok(DescribePermissionSet <= 2, `${DescribePermissionSet} calls for nothing new`);
    for (let minutes = 10; minutes < 60; minutes += 5) await sync();
    assert.equal(only(await findPermissionSets(database.db, [first.arn])).sessionDurationMinutes, 270);
  });
});
