import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { openTestDatabase } from "../../test/with-database.ts";
import type { EligibilityPolicy } from "../core/policies.ts";
import { defaultSettings } from "../core/settings.ts";
import type { Database } from "./database.ts";
import {
  deleteEligibilityPolicy,
  findEligibilityPolicy,
  insertEligibilityPolicy,
  listEligibilityPolicies,
  updateEligibilityPolicy,
} from "./eligibility-policies.ts";
import { readSettings, readStoredSettings, writeSettings } from "./settings.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const at = new Date("2026-11-20T10:00:00Z");
const policy = (name: string): EligibilityPolicy => ({
  id: randomUUID(),
  name,
  principals: [{ type: "group", id: "g-1" }],
  scopes: [{ type: "ou", id: "ou-1", includeChildOus: true }],
  permissionSetArns: ["arn:aws:sso:::permissionSet/ssoins-1/ps-1"],
  maxDurationMinutes: null,
  approvalRequired: true,
});

test("settings are the defaults until changed, and a change that names an old version changes nothing", async () => {
  const { db } = database;
  assert.deepEqual(await readStoredSettings(db), { settings: defaultSettings, version: 0, updatedAt: null });
  const changed = { ...defaultSettings, ticketRequired: true };
  assert.equal(
    (await db.transaction().execute((trx) => writeSettings(trx, { settings: changed, version: 0, at })))?.version,
    1,
  );
  assert.equal(
    await db.transaction().execute((trx) => writeSettings(trx, { settings: defaultSettings, version: 0, at })),
    undefined,
  );
  assert.equal(
    (await db.transaction().execute((trx) => writeSettings(trx, { settings: changed, version: 1, at })))?.version,
    2,
  );
  assert.deepEqual(await readSettings(db), changed);
});

test("a policy comes back as it was written, and one that was changed meanwhile is neither changed nor deleted", async () => {
  const { db } = database;
  const first = policy("Engineers");
  await db.transaction().execute((trx) => insertEligibilityPolicy(trx, { policy: first, at }));
  assert.deepEqual(await findEligibilityPolicy(db, first.id), { ...first, version: 1, createdAt: at, updatedAt: at });
  const renamed = { ...first, name: "Renamed", maxDurationMinutes: 30 };
  await db.transaction().execute(async (trx) => {
    assert.equal((await updateEligibilityPolicy(trx, { policy: renamed, version: 1, at }))?.version, 2);
    assert.equal(await updateEligibilityPolicy(trx, { policy: first, version: 1, at }), undefined);
    assert.equal(await deleteEligibilityPolicy(trx, { id: first.id, version: 1 }), undefined);
    assert.equal((await deleteEligibilityPolicy(trx, { id: first.id, version: 2 }))?.name, "Renamed");
  });
  assert.equal(await findEligibilityPolicy(db, first.id), undefined);
});

test("pages of policies together hold each policy once, also when names are the same", async () => {
  const { db } = database;
  const names = ["a", "b", "b", "b", "c"];
  await db.transaction().execute(async (trx) => {
    for (const name of names) await insertEligibilityPolicy(trx, { policy: policy(name), at });
  });
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEligibilityPolicies(db, { limit: 2, ...(cursor ? { cursor } : {}) });
    seen.push(...page.items.map((item) => item.name));
    cursor = page.nextCursor;
  } while (cursor);
  assert.deepEqual(seen, names);
  await assert.rejects(listEligibilityPolicies(db, { limit: 2, cursor: "bm90LWEtY3Vyc29y" }), {
    code: "cursor.invalid",
  });
});
