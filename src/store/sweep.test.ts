import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { planForgottenLooks } from "./sweep.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const now = new Date("2026-11-20T10:00:00Z");

test("a grant whose assignment row is gone or has nothing planned is found again, and only such", async () => {
  const { db } = database;
  const grantOf = (n: number) =>
    insertGrant(db, {
      key: { personId: `p${n}`, accountId: "1", permissionSetArn: "ps" },
      startsAt: now,
      endsAt: new Date(now.getTime() + 60_000),
    });
  await grantOf(1);
  await grantOf(2);
  await grantOf(3);
  await db.deleteFrom("assignments").where("personId", "=", "p1").execute();
  await db.updateTable("assignments").set({ nextAt: null }).where("personId", "=", "p2").execute();
  assert.equal(await planForgottenLooks(db, now), 2);
  assert.equal(await planForgottenLooks(db, now), 0);
});
