import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anAccount, anApprovalPolicy, anOrgUnit, aPerson, orgUnit, testStart, user } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { findApprovers } from "./notice-people.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test("an OU that is gone names no approver, as it gives nobody the right to decide", async () => {
  const { db } = database;
  const unit = await anOrgUnit(db);
  const account = await anAccount(db, { in: unit });
  const approver = await aPerson(db);
  await anApprovalPolicy(db, { scopes: [orgUnit(unit)], approvers: [user(approver)] });
  const found = async () =>
    (await findApprovers(db, { accountIds: [account.id], permissionSetArn: "role" })).map(({ id }) => id);
  assert.deepEqual(await found(), [approver.id]);
  await db.updateTable("orgUnits").set({ goneAt: testStart }).where("id", "=", unit.id).execute();
  assert.deepEqual(await found(), []);
});
