import assert from "node:assert/strict";
import { after, beforeEach, test } from "node:test";
import { aGroup, aPerson, testContext, testStart, withSettings } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Group } from "../core/directory.ts";
import { readSettings } from "../store/settings.ts";
import { establishGroups } from "./establish-groups.ts";

const database = await openTestDatabase();
const { db } = database;
after(() => database.close());

let configured: { admins: Group; auditors: Group };
let chosen: { admins: Group; auditors: Group };
beforeEach(async () => {
  for (const table of ["memberships", "people", "groups", "settings"] as const) await db.deleteFrom(table).execute();
  configured = { admins: await aGroup(db), auditors: await aGroup(db) };
  chosen = { admins: await aGroup(db), auditors: await aGroup(db) };
});

const choose = async () => {
  await withSettings(db, { adminGroupId: chosen.admins.id, auditorGroupId: chosen.auditors.id });
  return aPerson(db, { groups: [chosen.admins.id] });
};

const groupsNow = async () => {
  const groups = { admin: configured.admins.displayName, auditor: configured.auditors.id };
  await establishGroups(testContext(db), groups);
  const { adminGroupId, auditorGroupId } = await readSettings(db);
  return [adminGroupId, auditorGroupId];
};

const lastBecause = async () => {
  const events = db.selectFrom("auditEvents").select("data").where("action", "=", "settings.changed");
  return (await events.orderBy("seq", "desc").executeTakeFirst())?.data.because;
};

const markGone = (group: Group) =>
  db.updateTable("groups").set({ goneAt: testStart }).where("id", "=", group.id).execute();

test("the configured groups are the first, and overrule nobody afterwards", async () => {
  assert.deepEqual(await groupsNow(), [configured.admins.id, configured.auditors.id]);
  await choose();
  assert.deepEqual(await groupsNow(), [chosen.admins.id, chosen.auditors.id]);
});

test("when the admin group is deleted, the configured one applies again, audited; the auditors stay", async () => {
  await choose();
  await markGone(chosen.admins);
  assert.deepEqual(await groupsNow(), [configured.admins.id, chosen.auditors.id]);
  assert.match(String(await lastBecause()), /admin group is gone/);
});

test("when nobody in the admin group can sign in any more, the configured one applies again", async () => {
  const admin = await choose();
  const { auditors } = chosen;
  await db.updateTable("people").set({ enabled: false }).where("id", "=", admin.id).execute();
  assert.deepEqual(await groupsNow(), [configured.admins.id, auditors.id], "auditors may be nobody");
  assert.match(String(await lastBecause()), /nobody who can sign in/);
  const audited = (await db.selectFrom("auditEvents").select("seq").execute()).length;
  assert.deepEqual(await groupsNow(), [configured.admins.id, auditors.id]);
  assert.equal((await db.selectFrom("auditEvents").select("seq").execute()).length, audited, "and is told once");
});

test("when the auditor group is deleted, the configured one applies again; a configured group that is gone never does", async () => {
  await choose();
  await markGone(chosen.auditors);
  assert.deepEqual(await groupsNow(), [chosen.admins.id, configured.auditors.id]);
  await markGone(configured.admins);
  await markGone(chosen.admins);
  assert.deepEqual(await groupsNow(), [chosen.admins.id, configured.auditors.id]);
});
