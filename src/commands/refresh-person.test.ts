import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { testContext } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { startTestAws, type TestAws } from "../../test/with-simulator.ts";
import { Refusal } from "../core/refusal.ts";
import type { UserRow } from "../simulator/rows.ts";
import type { Database } from "../store/database.ts";
import { findPeople } from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { refreshPerson } from "./refresh-person.ts";
import { syncDirectory } from "./sync-directory.ts";

/** Every wait is over before it began. */
const noPatience = () => AbortSignal.abort();

const isRefused = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code;

describe("asking Identity Store for one person", () => {
  let database: Database;
  let aws: TestAws;
  let ctx: CommandContext & { moveBy(minutes: number): void };
  let amira: UserRow;

  const userOf = (name: string): UserRow => {
    const [row] = aws.world.users.where("userName", name);
    assert.ok(row);
    return row;
  };
  const groupOf = (name: string) => {
    const [row] = aws.world.groups.where("displayName", name);
    assert.ok(row);
    return row.id;
  };
  const refresh = (more: object = {}) => refreshPerson(ctx, { lookup: aws.lookup, personId: amira.id, ...more });

  before(async () => {
    database = await openTestDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    for (const table of ["memberships", "groups", "people", "directorySyncs"] as const)
      await database.db.deleteFrom(table).execute();
    aws = await startTestAws();
    ctx = testContext(database.db);
    amira = userOf("amira.haddad");
  });
  afterEach(() => aws.stop());

  it("learns of a person and groups that no sync has seen yet", async () => {
    const person = await refresh();
    assert.deepEqual(person, {
      id: amira.id,
      userName: "amira.haddad",
      displayName: "Amira Haddad",
      email: "amira.haddad@acme.example",
      enabled: true,
      goneAt: null,
      groupIds: [groupOf("payments-engineers")],
    });
  });

  it("sees who joined and left groups since the last sync", async () => {
    await syncDirectory(ctx, { source: aws.source });
    const [membership] = aws.world.memberships.where("user", amira.id);
    assert.ok(membership);
    aws.world.memberships.delete(membership.id);
    aws.world.memberships.put({
      ...membership,
      id: "11111111-2222-4333-8444-555555555555",
      groupId: groupOf("finance"),
    });
    ctx.moveBy(1);
    assert.deepEqual((await refresh())?.groupIds, [groupOf("finance")]);
  });

  it("sees that somebody was disabled, and marks who was deleted", async () => {
    aws.world.users.put({ ...amira, status: "DISABLED" });
    assert.equal((await refresh())?.enabled, false);
    aws.world.users.delete(amira.id);
    ctx.moveBy(1);
    assert.equal(await refresh(), undefined);
    assert.ok((await findPeople(database.db, [amira.id]))[0]?.goneAt);
    aws.world.users.put(amira);
    ctx.moveBy(1);
    assert.equal((await refresh())?.enabled, true, "and takes both back");
  });

  it("has access rechecked when somebody is found disabled, gone or out of a group, and only then", async () => {
    const wakes: string[] = [];
    const watched = { ...ctx, jobs: { wake: async (_: unknown, queue: string) => void wakes.push(queue) } };
    const look = async () => {
      ctx.moveBy(1);
      await refreshPerson({ ...watched, clock: ctx.clock }, { lookup: aws.lookup, personId: amira.id });
      return wakes.splice(0);
    };
    assert.deepEqual([await look(), await look()], [[], []]);
    const held = aws.world.memberships.where("group", groupOf("payments-engineers"));
    for (const membership of held.filter(({ userId }) => userId === amira.id))
      aws.world.memberships.delete(membership.id);
    assert.deepEqual([await look(), await look()], [["recheck"], []]);
    aws.world.users.delete(amira.id);
    assert.deepEqual([await look(), await look()], [["recheck"], []]);
  });

  it("answers nothing for an id that Identity Store never knew", async () => {
    assert.equal(await refresh({ personId: "00000000-0000-4000-8000-000000000000" }), undefined);
  });

  it("serves from the mirror for fifteen minutes when Identity Store is silent, then refuses", async () => {
    await refresh();
    ctx.moveBy(15);
    assert.equal((await refresh({ timeout: noPatience }))?.userName, "amira.haddad");
    ctx.moveBy(1);
    await assert.rejects(refresh({ timeout: noPatience }), isRefused("directory.stale"));
    await syncDirectory(ctx, { source: aws.source });
    ctx.moveBy(15);
    assert.deepEqual((await refresh({ timeout: noPatience }))?.groupIds, [groupOf("payments-engineers")]);
  });

  it("waits two seconds and no more, also for a lookup that pays no heed", async () => {
    const patience = new AbortController();
    const waits: number[] = [];
    const refreshing = refresh({
      lookup: { ...aws.lookup, findPerson: () => new Promise(() => {}) },
      timeout: (ms: number) => {
        waits.push(ms);
        return patience.signal;
      },
    });
    patience.abort();
    await assert.rejects(refreshing, isRefused("directory.stale"));
    assert.deepEqual(waits, [2_000]);
  });

  it("refuses rather than guess about somebody it never heard of", async () => {
    await syncDirectory(ctx, { source: aws.source });
    await database.db.deleteFrom("people").where("id", "=", amira.id).execute();
    await assert.rejects(refresh({ timeout: noPatience }), isRefused("directory.stale"));
  });

  it("falls back also when Identity Store refuses, and keeps what the mirror says of the gone", async () => {
    await refresh();
    await aws.addFault({ operation: "DescribeUser", kind: "error", code: "AccessDeniedException", times: "always" });
    ctx.moveBy(1);
    assert.equal((await refresh())?.userName, "amira.haddad");
    await database.db.updateTable("people").set({ goneAt: ctx.clock.now() }).execute();
    assert.equal(await refresh(), undefined);
  });

  it("asks again only after the age that the caller accepts", async () => {
    await refresh();
    await aws.callsSince();
    ctx.moveBy(1);
    assert.equal((await refresh({ acceptAgeMs: 60_000 }))?.id, amira.id);
    assert.deepEqual(await aws.callsSince(), {});
    ctx.moveBy(1);
    await refresh({ acceptAgeMs: 60_000 });
    assert.deepEqual(await aws.callsSince(), { DescribeUser: 1, ListGroupMembershipsForMember: 1 });
  });
});
