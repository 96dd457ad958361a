import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openTestDatabase } from "../../test/with-database.ts";
import { Refusal } from "../core/refusal.ts";
import { findAccounts, listAccountsInScopes, markAccountsGone, saveAccounts, searchAccounts } from "./accounts.ts";
import type { Database } from "./database.ts";
import { findDeployment, saveDeployment } from "./deployment.ts";
import { findOrgUnits, saveOrgUnits, searchOrgUnits } from "./org-units.ts";
import { findPermissionSets, savePermissionSets, searchPermissionSets } from "./permission-sets.ts";

const at = new Date("2026-11-20T10:00:00.000Z");

const account = (id: string, name: string, path: string[]) => ({
  id,
  name,
  email: `${name}@acme.example`,
  state: "ACTIVE" as const,
  orgUnitId: path.at(-1) ?? "",
  path,
  isManagement: false,
});

describe("the mirror of the organisation", () => {
  let database: Database;
  before(async () => {
    database = await openTestDatabase();
    await database.db.transaction().execute(async (trx) => {
      await saveAccounts(trx, [
        account("111111111111", "payments-prod", ["r-1", "ou-work", "ou-prod"]),
        account("222222222222", "payments-test", ["r-1", "ou-work"]),
        account("333333333333", "100%_odd", ["r-1"]),
        account("444444444444", "closed-long-ago", ["r-1", "ou-work"]),
      ]);
      await markAccountsGone(trx, { ids: ["444444444444"], at });
      await saveOrgUnits(trx, [
        { id: "r-1", name: "Root", parentId: null, path: ["r-1"] },
        { id: "ou-work", name: "Workloads", parentId: "r-1", path: ["r-1", "ou-work"] },
      ]);
      await savePermissionSets(trx, [
        {
          arn: "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
          name: "ReadOnly",
          description: "",
          sessionDurationMinutes: 60,
          ...{ longerSessionMinutes: null, longerSessionHeldAt: null },
          inManagementAccount: false,
          describedAt: at,
        },
      ]);
    });
  });
  after(() => database.close());

  const namesOf = (rows: { name: string }[]) => rows.map((row) => row.name);

  it("finds by id, also what is gone, and leaves out what is unknown", async () => {
    const found = await findAccounts(database.db, ["444444444444", "111111111111", "999999999999"]);
    assert.deepEqual(namesOf(found), ["closed-long-ago", "payments-prod"]);
    assert.deepEqual(found[0]?.goneAt, at);
    assert.deepEqual(found[1]?.path, ["r-1", "ou-work", "ou-prod"]);
    assert.deepEqual(await findAccounts(database.db, []), []);
    assert.deepEqual(namesOf(await findOrgUnits(database.db, ["r-1"])), ["Root"]);
    const [permissionSet] = await findPermissionSets(database.db, ["arn:aws:sso:::permissionSet/ssoins-1/ps-1"]);
    assert.equal(permissionSet?.sessionDurationMinutes, 60);
    assert.equal(permissionSet?.goneAt, null);
  });

  it("an OU in a scope means the accounts directly in it, unless child OUs are included", async () => {
    const direct = [{ type: "ou" as const, id: "ou-work", includeChildOus: false }];
    assert.deepEqual(namesOf(await listAccountsInScopes(database.db, direct)), ["payments-test"]);
    const subtree = [{ type: "ou" as const, id: "ou-work", includeChildOus: true }];
    assert.deepEqual(namesOf(await listAccountsInScopes(database.db, subtree)), ["payments-prod", "payments-test"]);
    const root = [{ type: "ou" as const, id: "r-1", includeChildOus: false }];
    assert.deepEqual(namesOf(await listAccountsInScopes(database.db, root)), ["100%_odd"]);
    const both = [...subtree, { type: "account" as const, id: "111111111111" }];
    assert.deepEqual(namesOf(await listAccountsInScopes(database.db, both)), ["payments-prod", "payments-test"]);
    assert.deepEqual(await listAccountsInScopes(database.db, []), []);
  });

  it("pages by name without repeating or losing a row", async () => {
    const first = await searchAccounts(database.db, { limit: 2 });
    assert.deepEqual(namesOf(first.items), ["100%_odd", "payments-prod"]);
    const second = await searchAccounts(database.db, { limit: 2, cursor: first.nextCursor });
    assert.deepEqual(namesOf(second.items), ["payments-test"]);
    assert.equal(second.nextCursor, undefined);
    const everything = await searchAccounts(database.db, { limit: 10, includeGone: true });
    assert.equal(everything.items.length, 4);
  });

  it("searches the words as they stand: % and _ match themselves", async () => {
    assert.deepEqual(namesOf((await searchAccounts(database.db, { limit: 5, search: "0%_o" })).items), ["100%_odd"]);
    assert.deepEqual((await searchAccounts(database.db, { limit: 5, search: "p%prod" })).items, []);
    assert.deepEqual(namesOf((await searchAccounts(database.db, { limit: 5, search: "PAYMENTS-P" })).items), [
      "payments-prod",
    ]);
    assert.deepEqual(namesOf((await searchOrgUnits(database.db, { limit: 5, search: "work" })).items), ["Workloads"]);
    assert.deepEqual(namesOf((await searchPermissionSets(database.db, { limit: 5, search: "read" })).items), [
      "ReadOnly",
    ]);
  });

  it("refuses a cursor that no list handed out", async () => {
    const nul = Buffer.from(JSON.stringify(["a\0", "b"])).toString("base64url");
    for (const cursor of ["x", "", Buffer.from("[1,2]").toString("base64url"), nul])
      await assert.rejects(
        searchAccounts(database.db, { limit: 2, cursor }),
        (error) => error instanceof Refusal && error.code === "cursor.invalid",
      );
  });

  it("knows where Stint runs only after it was seen", async () => {
    assert.equal(await findDeployment(database.db), undefined);
    const deployment = {
      instanceArn: "arn:aws:sso:::instance/ssoins-1",
      identityStoreId: "d-1",
      managementAccountId: "111111111111",
      callerAccountId: "222222222222",
    };
    await database.db.transaction().execute((trx) => saveDeployment(trx, deployment));
    assert.deepEqual(await findDeployment(database.db), deployment);
  });
});
