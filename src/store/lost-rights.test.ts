import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { anAccount, anOrgUnit, aPerson, aPolicy, testStart } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { eligibilityOf } from "../core/eligibility.ts";
import type { Principal, Scope } from "../core/policies.ts";
import type { Database } from "./database.ts";
import { findEligibilityPoliciesOf } from "./eligible-access.ts";
import { findRequestsWithoutRight } from "./lost-rights.ts";
import { findPersonInGroups } from "./people.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const ous = ["ou-a", "ou-b", "ou-c"] as const;

const aScope: fc.Arbitrary<Scope> = fc.oneof(
  fc.record({ type: fc.constant("account" as const), id: fc.constantFrom("111", "222") }),
  fc.record({ type: fc.constant("ou" as const), id: fc.constantFrom("r", ...ous), includeChildOus: fc.boolean() }),
);

const aPrincipal: fc.Arbitrary<Principal> = fc.oneof(
  fc.record({
    type: fc.constantFrom("user" as const, "group" as const),
    id: fc.constantFrom("ann", "bob", "g1", "g2"),
  }),
);

const aWorld = fc.record({
  policies: fc.array(
    fc.record({
      principals: fc.array(aPrincipal, { minLength: 1, maxLength: 2 }),
      scopes: fc.array(aScope, { minLength: 1, maxLength: 2 }),
      permissionSetArns: fc.subarray(["role-1", "role-2"], { minLength: 1 }),
    }),
    { maxLength: 4 },
  ),
  placed: fc.record({ "111": fc.constantFrom(...ous), "222": fc.constantFrom(...ous) }),
  goneOrgUnits: fc.subarray([...ous]),
  goneGroups: fc.subarray(["g1", "g2"]),
  members: fc.subarray(["ann g1", "ann g2", "bob g1"]),
  bobIsEnabled: fc.boolean(),
});

type World = typeof aWorld extends fc.Arbitrary<infer T> ? T : never;

const paths = { "ou-a": ["r", "ou-a"], "ou-b": ["r", "ou-a", "ou-b"], "ou-c": ["r", "ou-c"] };

const build = async (world: World) => {
  const { db } = database;
  const tables = [
    "requests",
    "eligibilityPolicies",
    "memberships",
    "groups",
    "people",
    "accounts",
    "orgUnits",
    "permissionSets",
  ] as const;
  await db.deleteFrom("requestAccounts").execute();
  for (const table of tables) await db.deleteFrom(table).execute();
  for (const id of ous) {
    const goneAt = world.goneOrgUnits.includes(id) ? testStart : null;
    await anOrgUnit(db, { id, path: paths[id], goneAt });
  }
  for (const id of ["111", "222"] as const) {
    const orgUnitId = world.placed[id];
    await anAccount(db, { id, orgUnitId, path: paths[orgUnitId] });
  }
  const groups = ["g1", "g2"].map((id) => ({ id, goneAt: world.goneGroups.includes(id) ? testStart : null }));
  await db
    .insertInto("groups")
    .values(groups.map((group) => ({ ...group, displayName: "", membersSyncedAt: null })))
    .execute();
  for (const id of ["ann", "bob"]) {
    const member = world.members.filter((text) => text.startsWith(id)).map((text) => text.split(" ")[1] ?? "");
    await aPerson(db, { id, groups: member, enabled: id === "ann" || world.bobIsEnabled });
  }
  const role = {
    name: "",
    description: "",
    sessionDurationMinutes: 60,
    inManagementAccount: false,
    describedAt: testStart,
  };
  await db
    .insertInto("permissionSets")
    .values({ arn: "role-1", ...role, goneAt: null })
    .execute();
  await db
    .insertInto("permissionSets")
    .values({ arn: "role-2", ...role, goneAt: null })
    .execute();
  for (const policy of world.policies) await aPolicy(db, policy);
};

/** A pending request of each person for each account and role, and for both accounts at once. */
const sendAll = async () => {
  const wishes = ["ann", "bob"].flatMap((requesterId) =>
    [["111"], ["222"], ["111", "222"]].flatMap((accountIds) =>
      ["role-1", "role-2"].map((permissionSetArn) => ({ id: randomUUID(), requesterId, accountIds, permissionSetArn })),
    ),
  );
  const pending = { durationMinutes: 60, state: "pending" as const, approvalRequired: true, approvalsNeeded: 1 };
  const blank = {
    askedStartsAt: null,
    ticket: null,
    justification: null,
    closedAt: null,
    idempotencyKey: null,
    idempotencyHash: null,
  };
  const at = { createdAt: testStart, expiresAt: testStart };
  await database.db
    .insertInto("requests")
    .values(wishes.map((wish) => ({ ...wish, ...pending, ...blank, ...at })))
    .execute();
  return wishes;
};

test("many are judged in one query exactly as the core judges each of them", async () => {
  const { db } = database;
  await fc.assert(
    fc.asyncProperty(aWorld, async (world) => {
      await build(world);
      const wishes = await sendAll();
      const lost = new Map((await findRequestsWithoutRight(db)).map(({ id, reason }) => [id, reason]));
      for (const { id, requesterId, accountIds, permissionSetArn } of wishes) {
        const person = await findPersonInGroups(db, requesterId);
        assert.ok(person);
        const policies = await findEligibilityPoliciesOf(db, person, permissionSetArn);
        const ruleOn = eligibilityOf({ person, policies, globalMaxMinutes: 60 });
        const accounts = await db.selectFrom("accounts").selectAll().where("id", "in", accountIds).execute();
        const isEligible = accounts.every((account) => ruleOn(account, permissionSetArn) !== undefined);
        const expected = person.enabled ? (isEligible ? undefined : "eligibility-lost") : "person-disabled";
        assert.equal(lost.get(id), expected, JSON.stringify({ requesterId, accountIds, permissionSetArn, world }));
      }
    }),
    { numRuns: 25 },
  );
});
