import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { findGroups, markGroupsGone, membersOfGroups, saveGroups, searchGroups } from "./groups.ts";
import {
  findPeople,
  findPeopleInGroups,
  findPeopleNamed,
  findPersonInGroups,
  markPeopleGone,
  savePeople,
  saveRefreshedPerson,
  searchPeople,
} from "./people.ts";

const readAt = new Date("2026-11-20T10:00:00.000Z");
const later = new Date("2026-11-20T10:00:05.000Z");

const person = (id: string, facts: { email?: string | null; enabled?: boolean; displayName?: string } = {}) => ({
  id,
  userName: `${id}.Surname`,
  displayName: facts.displayName ?? id,
  email: facts.email === undefined ? `${id}@acme.example` : facts.email,
  enabled: facts.enabled ?? true,
});

describe("the mirror of people and groups", () => {
  let database: Database;
  before(async () => {
    database = await openTestDatabase();
    await database.db.transaction().execute(async (trx) => {
      await savePeople(trx, {
        people: [person("amira"), person("bo", { email: null }), person("cleo", { enabled: false }), person("dora")],
        readAt,
      });
      await saveGroups(trx, [
        { id: "g1", displayName: "developers" },
        { id: "g2", displayName: "leads" },
      ]);
      await trx
        .insertInto("memberships")
        .values([
          { groupId: "g1", personId: "amira" },
          { groupId: "g2", personId: "amira" },
          { groupId: "g1", personId: "cleo" },
          { groupId: "g1", personId: "never-seen" },
        ])
        .execute();
    });
  });
  after(() => database.close());

  it("a person comes with the groups that still exist", async () => {
    assert.deepEqual((await findPersonInGroups(database.db, "amira"))?.groupIds, ["g1", "g2"]);
    await database.db.transaction().execute((trx) => markGroupsGone(trx, { ids: ["g2"], at: readAt }));
    assert.deepEqual((await findPersonInGroups(database.db, "amira"))?.groupIds, ["g1"]);
    assert.equal((await findGroups(database.db, ["g2"]))[0]?.goneAt?.getTime(), readAt.getTime());
    await database.db.transaction().execute((trx) => saveGroups(trx, [{ id: "g2", displayName: "leads" }]));
    assert.deepEqual((await findPersonInGroups(database.db, "amira"))?.groupIds, ["g1", "g2"]);
    assert.equal(await findPersonInGroups(database.db, "nobody"), undefined);
    const together = await findPeopleInGroups(database.db, ["amira", "bo", "cleo", "nobody"]);
    const alone = await Promise.all(["amira", "bo", "cleo"].map((id) => findPersonInGroups(database.db, id)));
    assert.deepEqual(
      ["amira", "bo", "cleo"].map((id) => together.get(id)),
      alone,
    );
    assert.deepEqual([...together.keys()].toSorted(), ["amira", "bo", "cleo"]);
  });

  it("members are people who are there and enabled", async () => {
    assert.deepEqual(await membersOfGroups(database.db, ["g1", "g2", "g9"]), [
      { groupId: "g1", personId: "amira" },
      { groupId: "g2", personId: "amira" },
    ]);
  });

  it("names are found whatever their case, and a missing e-mail matches nothing", async () => {
    assert.equal((await findPeopleNamed(database.db, { userName: "BO.surname" }))[0]?.id, "bo");
    assert.equal((await findPeopleNamed(database.db, { email: "Amira@ACME.example" }))[0]?.id, "amira");
    assert.deepEqual(await findPeopleNamed(database.db, { email: "" }), []);
    assert.equal((await findPeople(database.db, ["bo"]))[0]?.email, null);
  });

  it("a list never overwrites what was learned of a person after it was read", async () => {
    const { db } = database;
    await db.transaction().execute(async (trx) => {
      assert.equal(await saveRefreshedPerson(trx, { person: person("dora", { enabled: false }), readAt: later }), true);
      assert.equal(await saveRefreshedPerson(trx, { person: person("dora"), readAt }), false);
      await savePeople(trx, { people: [person("dora")], readAt });
      await markPeopleGone(trx, { ids: ["dora"], at: later, readAt });
    });
    const [dora] = await findPeople(db, ["dora"]);
    assert.equal(dora?.enabled, false);
    assert.equal(dora?.goneAt, null);
    const nextReadAt = new Date(later.getTime() + 1);
    await db
      .transaction()
      .execute((trx) => savePeople(trx, { people: [person("dora", { displayName: "Dora B" })], readAt: nextReadAt }));
    assert.equal((await findPeople(db, ["dora"]))[0]?.displayName, "Dora B");
  });

  it("people and groups are paged by the name they show", async () => {
    const first = await searchPeople(database.db, { limit: 1, search: "surname" });
    assert.equal(first.items.length, 1);
    const rest = await searchPeople(database.db, { limit: 10, search: "surname", cursor: first.nextCursor });
    assert.equal(rest.items.length, 3);
    assert.deepEqual(
      (await searchGroups(database.db, { limit: 5, search: "dev" })).items.map((group) => group.id),
      ["g1"],
    );
  });
});
