import assert from "node:assert/strict";
import { test } from "node:test";
import { anAccount, anOrgUnit } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { isBelow } from "./is-below.ts";

test("the same accounts are below an OU whether it is one of few or of many, and none are below none", async () => {
  const { db, close } = await openTestDatabase();
  const production = await anOrgUnit(db, { name: "Production" });
  const payments = await anOrgUnit(db, { name: "Payments", parent: production });
  const other = await anOrgUnit(db, { name: "Other" });
  for (const [name, unit] of Object.entries({ direct: production, deep: payments, elsewhere: other }))
    await anAccount(db, { name, in: unit });
  const below = async (ids: readonly string[]) => {
    const rows = await db.selectFrom("accounts").select("name").where(isBelow(ids)).orderBy("name").execute();
    return rows.map(({ name }) => name);
  };
  const strangers = Array.from({ length: 20 }, (_, n) => `ou-none-${n}`);
  assert.deepEqual(await below([production.id]), ["deep", "direct"]);
  assert.deepEqual(await below([production.id, ...strangers]), ["deep", "direct"]);
  assert.deepEqual(await below([payments.id, other.id, other.id]), ["deep", "elsewhere"]);
  assert.deepEqual([await below([]), await below(strangers)], [[], []]);
  await close();
});
