import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { type ListAccountsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { startTestAws, type TestAws } from "../../../test/with-simulator.ts";
import { CloudError } from "../../core/identity-center.ts";
import type { Pace } from "../../core/pace.ts";
import { createAwsClients } from "./clients.ts";
import { createDirectorySource } from "./directory-source.ts";
import { createPersonLookup, toPerson } from "./identity-store.ts";

describe("the directory through the real SDK", () => {
  let aws: TestAws;
  before(async () => {
    aws = await startTestAws({
      organisation: {
        seed: 3,
        accounts: 130,
        orgUnits: 25,
        permissionSets: 120,
        users: 350,
        groups: 220,
        groupsOfFirstUser: 210,
      },
    });
    await aws.source.deployment();
  });
  after(() => aws.stop());
  beforeEach(() => aws.callsSince());

  const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id).sort();

  it("refuses to work in a Region that is not Identity Center's primary one, and says which is", async () => {
    const elsewhere = createAwsClients({
      endpoint: aws.simulator.url,
      region: "eu-west-1",
      credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
    });
    const asked = createDirectorySource({ clients: elsewhere }).deployment();
    await assert.rejects(asked, (error) => {
      assert.ok(error instanceof CloudError);
      assert.equal(error.problem, "refused");
      assert.match(
        error.message,
        /primary Region .* is eu-central-1, .* set to eu-west-1. Set AWS_REGION=eu-central-1/,
      );
      return true;
    });
    elsewhere.destroy();
  });

  it("reads every account with its place in one call for every twenty", async () => {
    const accounts = await aws.source.accounts();
    assert.deepEqual(idsOf(accounts), idsOf(aws.world.accounts.all()));
    for (const account of accounts) {
      assert.equal(account.orgUnitId, aws.world.accounts.get(account.id)?.parentId);
      assert.equal(account.path[0], aws.world.ids.rootId);
    }
    assert.deepEqual(
      accounts.filter((row) => row.isManagement).map((row) => row.id),
      [aws.world.ids.managementAccountId],
    );
    const { ListAccounts = 0, ...others } = await aws.callsSince();
    assert.ok(ListAccounts >= 7 && ListAccounts <= 10, `${ListAccounts} calls`);
    assert.deepEqual(others, {});
  });

  it("walks the tree when AWS does not say where an account is, and comes to the same", async () => {
    const organizations = new OrganizationsClient({
      endpoint: aws.simulator.url,
      region: aws.world.ids.region,
      credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
    });
    const withoutPaths: typeof organizations.send = async (command: unknown) => {
      const answer = await aws.clients.organizations.send(command as ListAccountsCommand);
      for (const account of answer.Accounts ?? []) delete account.Paths;
      return answer;
    };
    organizations.send = withoutPaths;
    const source = createDirectorySource({ clients: { ...aws.clients, organizations } });
    const byId = (rows: { id: string }[]) => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
    assert.deepEqual(byId(await source.accounts()), byId(await aws.source.accounts()));
    organizations.destroy();
  });

  it("reads the whole tree of units with one call for each, more where one has over twenty", async () => {
    const orgUnits = await aws.source.orgUnits();
    assert.deepEqual(idsOf(orgUnits), idsOf([{ id: aws.world.ids.rootId }, ...aws.world.orgUnits.all()]));
    for (const orgUnit of orgUnits) {
      assert.equal(orgUnit.path.at(-1), orgUnit.id);
      assert.equal(orgUnit.path.at(-2) ?? null, orgUnit.parentId);
    }
    const { ListRoots, ListOrganizationalUnitsForParent = 0, ...others } = await aws.callsSince();
    assert.equal(ListRoots, 1);
    assert.ok(ListOrganizationalUnitsForParent >= 26 && ListOrganizationalUnitsForParent <= 30);
    assert.deepEqual(others, {});
  });

  it("reads permission sets, people, groups and members to the last page", async () => {
    const { world } = aws;
    assert.deepEqual(
      (await aws.source.permissionSetArns()).sort(),
      world.permissionSets
        .all()
        .map((row) => row.arn)
        .sort(),
    );
    assert.deepEqual(idsOf(await aws.source.people()), idsOf(world.users.all()));
    assert.deepEqual(idsOf(await aws.source.groups()), idsOf(world.groups.all()));
    const [group] = world.groups.all();
    assert.ok(group);
    const members = world.memberships.where("group", group.id).map((row) => row.userId);
    assert.deepEqual((await aws.source.membersOf(group.id)).sort(), members.sort());
    const [first] = world.users.where("userName", "user-1");
    assert.equal((await aws.lookup.findPerson(first?.id ?? ""))?.groupIds.length, 210);
  });

  it("finds an id by user name, and nothing for nobody", async () => {
    const [first] = aws.world.users.where("userName", "user-1");
    assert.equal(await aws.lookup.findPersonIdByUserName("user-1"), first?.id);
    assert.equal(await aws.lookup.findPersonIdByUserName("nobody"), undefined);
    assert.equal(await aws.lookup.findPerson("00000000-0000-4000-8000-000000000000"), undefined);
  });

  it("waits for the pace before every call", async () => {
    const paced: string[] = [];
    const source = createDirectorySource({
      clients: aws.clients,
      pace: async (service, lane) => {
        paced.push(`${service} ${lane}`);
      },
    });
    await source.people();
    const { ListUsers = 0 } = await aws.callsSince();
    assert.equal(paced.filter((one) => one === "identitystore sync").length, ListUsers);
  });

  it("waits for the pace before every call about one person too, ahead of the sync, and asks twice at most", async () => {
    const paced: string[] = [];
    const pace: Pace = async (service, lane) => {
      paced.push(`${service} ${lane}`);
    };
    const { identityStoreId } = aws.world.ids;
    const lookup = createPersonLookup({ client: aws.clients.personLookup, identityStoreId, pace });
    const [first] = aws.world.users.all();
    assert.ok(first);
    assert.equal(await lookup.findPersonIdByUserName(first.userName), first.id);
    await lookup.findPerson(first.id);
    const calls = Object.values(await aws.callsSince()).reduce((sum, count) => sum + count, 0);
    assert.ok(calls >= 3, `${calls} calls`);
    assert.deepEqual(paced, Array(calls).fill("identitystore activate"));
    await aws.addFault({ operation: "GetUserId", kind: "throttle", times: 2 });
    await assert.rejects(lookup.findPersonIdByUserName(first.userName), CloudError);
    assert.equal((await aws.callsSince()).GetUserId, 2);
  });

  it("says in our words what AWS refused", async () => {
    await aws.addFault({ operation: "ListRoots", kind: "error", code: "AccessDeniedException", message: "no" });
    await assert.rejects(
      aws.source.orgUnits(),
      (error) => error instanceof CloudError && error.problem === "refused" && error.operation === "ListRoots",
    );
  });
});

describe("a user as Identity Store tells of them", () => {
  const told = (more: object) => toPerson({ IdentityStoreId: "d-1", UserId: "u-1", ...more });

  it("needs nothing but an id", () => {
    assert.deepEqual(told({}), { id: "u-1", userName: "u-1", displayName: "u-1", email: null, enabled: true });
  });

  it("shows the best name there is", () => {
    assert.equal(told({ UserName: "ada" }).displayName, "ada");
    assert.equal(told({ UserName: "ada", Name: { GivenName: "Ada", FamilyName: "L" } }).displayName, "Ada L");
    assert.equal(told({ DisplayName: "Countess", Name: { Formatted: "Ada L" } }).displayName, "Countess");
  });

  it("prefers the primary e-mail and takes blank for none", () => {
    assert.equal(told({ Emails: [{ Value: "a@x" }, { Value: "b@x", Primary: true }] }).email, "b@x");
    assert.equal(told({ Emails: [{ Value: " " }, { Value: "a@x" }] }).email, "a@x");
    assert.equal(told({ Emails: [{ Value: "", Primary: true }] }).email, null);
  });

  it("is enabled unless AWS says otherwise", () => {
    assert.equal(told({ UserStatus: "ENABLED" }).enabled, true);
    assert.equal(told({ UserStatus: "DISABLED" }).enabled, false);
    assert.equal(told({ UserStatus: "SOMETHING_NEW" }).enabled, false);
  });
});
