import assert from "node:assert/strict";
import { after, before, beforeEach, describe, it } from "node:test";
import { besideTransaction } from "../../test/guard-transactions.ts";
import { onPostgres, openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { saveGroups } from "./groups.ts";
import { listGroupsToRead, lockMemberships, replaceGroupsOf, replaceMembers } from "./memberships.ts";
import { savePeople, saveRefreshedPerson } from "./people.ts";

const readAt = new Date("2026-11-20T10:00:00.000Z");
const later = new Date("2026-11-20T10:00:01.000Z");

const person = (id: string) => ({ id, userName: id, displayName: id, email: null, enabled: true });

describe("who is in which group", () => {
  let database: Database;
  before(async () => {
    database = await openTestDatabase();
  });
  after(() => database.close());
  beforeEach(async () => {
    for (const table of ["memberships", "groups", "people"] as const) await database.db.deleteFrom(table).execute();
    await database.db.transaction().execute(async (trx) => {
      await saveGroups(
        trx,
        ["g1", "g2", "g3"].map((id) => ({ id, displayName: id })),
      );
      await savePeople(trx, { people: ["amira", "bo", "cleo"].map(person), readAt });
      await replaceMembers(trx, { groups: [{ groupId: "g1", personIds: ["amira", "bo"] }], readAt });
    });
  });

  const held = async () => {
    const rows = await database.db.selectFrom("memberships").selectAll().execute();
    return rows.map((row) => `${row.groupId} ${row.personId}`).sort();
  };
  const replace = (groups: { groupId: string; personIds: string[] }[]) =>
    database.db.transaction().execute((trx) => replaceMembers(trx, { groups, readAt }));

  it("makes the members exactly those listed, and tells which groups changed", async () => {
    const changes = await replace([
      { groupId: "g1", personIds: ["bo", "cleo", "cleo"] },
      { groupId: "g2", personIds: ["amira"] },
      { groupId: "g3", personIds: [] },
    ]);
    assert.deepEqual(await held(), ["g1 bo", "g1 cleo", "g2 amira"]);
    assert.deepEqual(changes, [
      { groupId: "g1", added: 1, removed: 1 },
      { groupId: "g2", added: 1, removed: 0 },
    ]);
    assert.deepEqual(await replace([{ groupId: "g1", personIds: ["bo", "cleo"] }]), []);
    await replace([{ groupId: "g1", personIds: [] }]);
    assert.deepEqual(await held(), ["g2 amira"]);
  });

  it("makes the groups of one person exactly those told, unknown groups included", async () => {
    await database.db
      .transaction()
      .execute((trx) => replaceGroupsOf(trx, { personId: "amira", groupIds: ["g2", "never-listed"] }));
    assert.deepEqual(await held(), ["g1 bo", "g2 amira", "never-listed amira"]);
    await database.db.transaction().execute((trx) => replaceGroupsOf(trx, { personId: "amira", groupIds: [] }));
    assert.deepEqual(await held(), ["g1 bo"]);
  });

  it("reads unread groups first", async () => {
    assert.deepEqual(await listGroupsToRead(database.db, 2), ["g2", "g3"]);
    assert.deepEqual(await listGroupsToRead(database.db, 9), ["g2", "g3", "g1"]);
  });

  it("does not bring back a membership that is being removed this very moment", {
    skip: onPostgres ? false : "one connection cannot race itself",
  }, async () => {
    const { db } = database;
    let writing: Promise<unknown> = Promise.resolve();
    await db.transaction().execute(async (trx) => {
      await lockMemberships(trx, "one person");
      await saveRefreshedPerson(trx, { person: person("amira"), readAt: later });
      await replaceGroupsOf(trx, { personId: "amira", groupIds: [] });
      writing = besideTransaction(() =>
        db.transaction().execute(async (other) => {
          await lockMemberships(other, "whole groups");
          await replaceMembers(other, { groups: [{ groupId: "g1", personIds: ["amira", "bo"] }], readAt });
        }),
      );
      await besideTransaction(() => untilSomebodyWaits(database));
    });
    await writing;
    assert.deepEqual(await held(), ["g1 bo"]);
  });
});

/** Until the server says that a connection of this database waits for a lock. */
const untilSomebodyWaits = async (database: Database) => {
  if (database.kind !== "postgres") return;
  for (let attempt = 0; attempt < 2_000; attempt += 1) {
    const waiting = await database.pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    if (waiting.rowCount) return;
  }
  throw new Error("nobody waits for a lock");
};
