import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { testContext } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { startTestAws, type TestAws } from "../../test/with-simulator.ts";
import { CloudError } from "../core/identity-center.ts";
import { createDirectorySource } from "../providers/aws/directory-source.ts";
import { acceptRemovals } from "../store/accepted-removals.ts";
import type { Database } from "../store/database.ts";
import { findPersonInGroups } from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { syncDirectory } from "./sync-directory.ts";

describe("syncing the directory when AWS fails", () => {
  let database: Database;
  let aws: TestAws;
  let ctx: CommandContext & { moveBy(minutes: number): void };

  before(async () => {
    aws = await startTestAws({
      organisation: { seed: 7, accounts: 70, orgUnits: 12, permissionSets: 6, users: 250, groups: 230 },
    });
  });
  beforeEach(async () => {
    database = await openTestDatabase();
    ctx = testContext(database.db);
  });
  afterEach(async () => {
    await aws.clearFaults();
    await database.close();
  });
  after(() => aws.stop());

  const run = (more: { groupsAtMost?: number } = {}) => {
    ctx.moveBy(5);
    return syncDirectory(ctx, { source: aws.source, groupsAtMost: 20, ...more });
  };
  const presentPeople = async () =>
    (await database.db.selectFrom("people").select("id").where("goneAt", "is", null).execute()).length;

  it("goes on through throttling", async () => {
    await aws.addFault({ operation: "ListUsers", kind: "throttle", times: 2 });
    await aws.addFault({ operation: "ListAccounts", kind: "throttle", times: 1 });
    assert.equal((await run()).outcome, "succeeded");
    assert.equal(await presentPeople(), 250);
  });

  it("marks nothing gone when a page fails midway, and does the other parts all the same", async () => {
    await run();
    const lost = aws.world.users.all()[0];
    assert.ok(lost);
    aws.world.users.delete(lost.id);
    let calls = 0;
    const source = createDirectorySource({
      clients: aws.clients,
      pace: async (service) => {
        if (service !== "identitystore") return;
        calls += 1;
        if (calls === 3)
          await aws.addFault({
            operation: "ListUsers",
            kind: "error",
            code: "AccessDeniedException",
            message: "not today",
          });
      },
    });
    ctx.moveBy(5);
    const result = await syncDirectory(ctx, { source });
    assert.equal(result.outcome, "failed");
    assert.match(
      "error" in result ? (result.error ?? "") : "",
      /people: ListUsers failed: AccessDeniedException: not today/,
    );
    assert.equal(await presentPeople(), 250);
    assert.equal("counts" in result && result.counts.groups, 230);
    const next = await run();
    assert.equal(next.outcome, "succeeded");
    assert.equal(await presentPeople(), 249);
    aws.world.users.put(lost);
  });

  it("keeps what it knew of the management account when AWS does not let it ask", async () => {
    await run();
    const [permissionSet] = aws.world.permissionSets.all();
    await database.db
      .updateTable("permissionSets")
      .set({ inManagementAccount: true })
      .where("arn", "=", permissionSet?.arn ?? "")
      .execute();
    const operation = "ListPermissionSetsProvisionedToAccount";
    await aws.addFault({ operation, kind: "error", code: "AccessDeniedException", message: "not yours" });
    const result = await run();
    assert.equal(result.outcome, "succeeded");
    assert.match("error" in result ? (result.error ?? "") : "", /AccessDeniedException: not yours/);
    const inManagement = database.db.selectFrom("permissionSets").select("arn").where("inManagementAccount", "=", true);
    assert.deepEqual(await inManagement.execute(), [{ arn: permissionSet?.arn }]);
    await run();
    assert.deepEqual(await inManagement.execute(), []);
  });

  it("asks for what a list lacks before it takes it for gone", async () => {
    await run();
    const [person, group] = [aws.world.users.all()[3], aws.world.groups.all()[3]];
    const [account, permissionSet] = [aws.world.accounts.all()[3], aws.world.permissionSets.all()[3]];
    const leaf = aws.world.orgUnits.all().find((row) => aws.world.orgUnits.count("parent", row.id) === 0);
    assert.ok(person && group && account && permissionSet && leaf);
    const without = (id: string) => (row: { id: string }) => row.id !== id;
    const source = {
      ...aws.source,
      people: async () => (await aws.source.people()).filter(without(person.id)),
      groups: async () => (await aws.source.groups()).filter(without(group.id)),
      accounts: async () => (await aws.source.accounts()).filter(without(account.id)),
      orgUnits: async () => (await aws.source.orgUnits()).filter(without(leaf.id)),
      permissionSetArns: async () => (await aws.source.permissionSetArns()).filter((arn) => arn !== permissionSet.arn),
    };
    ctx.moveBy(5);
    const result = await syncDirectory(ctx, { source });
    assert.equal(result.outcome, "succeeded");
    assert.equal("counts" in result && result.counts.missedByList, 5);
    assert.equal("counts" in result && result.counts.gone, 0);
    assert.match("error" in result ? (result.error ?? "") : "", /groups: the list lacked 1 that AWS knows/);
    aws.world.groups.delete(group.id);
    const next = await run();
    assert.equal("counts" in next && next.counts.gone, 1);
    aws.world.groups.put(group);
  });

  it("does not believe a list that lacks most of what was there", async () => {
    await run();
    const emptied = {
      ...aws.source,
      groups: async () => [],
      people: async () => (await aws.source.people()).slice(0, 20),
    };
    ctx.moveBy(5);
    const result = await syncDirectory(ctx, { source: emptied });
    assert.equal(result.outcome, "succeeded");
    const error = "error" in result ? (result.error ?? "") : "";
    assert.match(error, /groups: AWS listed 0, which lacks 230/);
    assert.match(error, /people: AWS listed 20, which lacks 230/);
    assert.equal("counts" in result && result.counts.heldBack, 460);
    assert.equal(await presentPeople(), 250);
    ctx.moveBy(5);
    const acceptedAt = ctx.clock.now();
    await database.db.transaction().execute((trx) => acceptRemovals(trx, { personId: "ada", acceptedAt }));
    let asked = 0;
    const isThere = async () => {
      asked += 1;
      if (asked % 100 === 0) ctx.moveBy(2);
      const other = asked === 400 ? await syncDirectory(ctx, { source: emptied }) : undefined;
      if (other) assert.equal(other.outcome, "already-running", "asking one by one is a sign of life");
      return false;
    };
    assert.equal((await syncDirectory(ctx, { source: { ...emptied, isThere } })).outcome, "succeeded");
    assert.equal(await presentPeople(), 20);
    const told = database.db.selectFrom("auditEvents").select("data").where("subjectId", "=", "people");
    const last = await told.orderBy("seq", "desc").executeTakeFirst();
    assert.equal(last?.data.removalsAcceptedBy, "ada");
    await run();
    const again = await syncDirectory(ctx, { source: emptied });
    assert.equal("counts" in again && again.counts.heldBack, 460, "it counts for one sync");
  });

  it("reads the groups that policies and settings name every time, the others in turn", async () => {
    await run();
    const [first, second] = aws.world.groups.all().slice(-2);
    assert.ok(first && second);
    await database.db
      .insertInto("settings")
      .values({ id: 1, document: JSON.stringify({ adminGroupId: first.id }), version: 1, updatedAt: ctx.clock.now() })
      .execute();
    const read: string[][] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const asked: string[] = [];
      ctx.moveBy(5);
      const membersOf = (groupId: string) => {
        asked.push(groupId);
        return aws.source.membersOf(groupId);
      };
      await syncDirectory(ctx, { source: { ...aws.source, membersOf }, groupsAtMost: 20 });
      read.push(asked);
    }
    assert.ok(read.every((asked) => asked.length === 20 && asked[0] === first.id));
    const everyone = new Set(read.flat());
    assert.ok(everyone.has(second.id));
    assert.ok(everyone.size >= 210, `${everyone.size} of 230 groups came round, 20 having been read before`);
  });

  it("runs one at a time, and takes the place of one that fell silent", async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let reached = () => {};
    const isReading = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const people = async () => {
      reached();
      await held;
      return [];
    };
    // The other services are done with at once, or they would show that the sync is alive.
    const fail = () => Promise.reject(new CloudError({ problem: "refused", operation: "Any", message: "no" }));
    const source = { ...aws.source, people, orgUnits: fail, accounts: fail, permissionSetArns: fail };
    const slow = syncDirectory(ctx, { source });
    await isReading;
    assert.deepEqual(await syncDirectory(ctx, { source: aws.source }), { outcome: "already-running" });
    assert.equal((await run()).outcome, "succeeded", "five minutes of silence are too long");
    goOn();
    assert.deepEqual(await slow, { outcome: "overtaken" });
    assert.equal(await presentPeople(), 250, "what it read in vain was not written");
  });

  it("keeps what was learned of a person while their group was being read", async () => {
    await run({ groupsAtMost: 500 });
    const membership = aws.world.memberships.all()[0];
    assert.ok(membership);
    const { groupId, userId } = membership;
    const membersOf = async (asked: string) => {
      const members = await aws.source.membersOf(asked);
      if (asked !== groupId) return members;
      ctx.moveBy(1);
      await database.db.deleteFrom("memberships").where("personId", "=", userId).execute();
      await database.db.updateTable("people").set({ refreshedAt: ctx.clock.now() }).where("id", "=", userId).execute();
      return members;
    };
    ctx.moveBy(5);
    await syncDirectory(ctx, { source: { ...aws.source, membersOf } });
    assert.ok(!(await findPersonInGroups(database.db, userId))?.groupIds.includes(groupId));
    await run({ groupsAtMost: 500 });
    assert.ok((await findPersonInGroups(database.db, userId))?.groupIds.includes(groupId));
  });
});
