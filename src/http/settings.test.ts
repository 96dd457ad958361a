import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { aGroup } from "../../test/builders.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { defaultSettings } from "../core/settings.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

test("an admin changes some settings, the others stay, and the change is audited", async () => {
  const { admin, auditor } = world.as;
  const read = await admin("GET", "settings");
  assert.equal(read.status, 200);
  assert.equal(read.json.abilities.update, true);
  const changed = await admin("PUT", "settings", {
    ticketRequired: true,
    notifications: { auditEmail: "audit@example.com" },
  });
  assert.equal(changed.status, 200, JSON.stringify(changed.json));
  assert.deepEqual(
    [changed.json.ticketRequired, changed.json.notifications, changed.json.adminGroupId, changed.json.version],
    [
      true,
      { ...defaultSettings.notifications, auditEmail: "audit@example.com" },
      world.groups.admins.id,
      read.json.version + 1,
    ],
  );
  assert.deepEqual((await auditor("GET", "settings")).json, { ...changed.json, abilities: { update: false } });
  const back = await admin("PUT", "settings", { ...changed.json, ticketRequired: false });
  assert.equal(back.status, 200);
  const stale = await admin("PUT", "settings", { ...changed.json, ticketRequired: true });
  assert.deepEqual([stale.status, stale.json.error.code], [409, "settings.changed-meanwhile"]);
  const events = await world.db
    .selectFrom("auditEvents")
    .selectAll()
    .where("action", "=", "settings.changed")
    .execute();
  assert.equal(events.length, 2);
});

test("only admins change settings, and only admins and auditors read them", async () => {
  for (const who of ["requester", "approver", "stranger"] as const)
    assert.equal((await world.as[who]("GET", "settings")).status, 403);
  for (const who of ["requester", "approver", "stranger", "auditor"] as const)
    assert.equal((await world.as[who]("PUT", "settings", { approvalWorkflow: false })).status, 403);
  assert.equal((await world.as.anonymous("GET", "settings")).status, 401);
  const client = await world.bearerOf(world.people.admin, ["settings:read"]);
  assert.equal((await client("GET", "settings")).json.abilities.update, false);
  assert.equal((await client("PUT", "settings", { approvalWorkflow: false })).status, 403);
  assert.equal((await world.as.admin("GET", "settings")).json.approvalWorkflow, true);
});

test("nobody can lock every admin out", async () => {
  const { admin } = world.as;
  const empty = await aGroup(world.db);
  for (const [adminGroupId, code] of [
    [null, "admin-group.required"],
    [empty.id, "admin-group.empty"],
    ["0000-not-there", "group.unknown"],
  ] as const) {
    const answer = await admin("PUT", "settings", { adminGroupId });
    assert.deepEqual([answer.status, answer.json.error.code], [400, code]);
  }
  await world.db.insertInto("memberships").values({ groupId: empty.id, personId: world.people.stranger.id }).execute();
  await world.db.updateTable("people").set({ enabled: false }).where("id", "=", world.people.stranger.id).execute();
  assert.equal((await admin("PUT", "settings", { adminGroupId: empty.id })).json.error.code, "admin-group.empty");
  await world.db.updateTable("people").set({ enabled: true }).where("id", "=", world.people.stranger.id).execute();
  assert.equal((await admin("PUT", "settings", { adminGroupId: empty.id })).status, 200);
  assert.equal((await admin("PUT", "settings", { ticketRequired: true })).status, 403, "who was an admin is none now");
  assert.equal((await world.as.stranger("PUT", "settings", { adminGroupId: world.groups.admins.id })).status, 200);
});

test("bad settings are refused with their field", async () => {
  for (const [change, code] of [
    [{ ticketPattern: "(a+)+" }, "ticket-pattern.unsafe"],
    [{ ticketPattern: "(" }, "ticket-pattern.invalid"],
    [{ ticketPattern: "a".repeat(201) }, "ticket-pattern.too-long"],
    [{ maxDurationMinutes: 14 }, "duration.out-of-bounds"],
    [{ maxDurationMinutes: 480_001 }, "duration.out-of-bounds"],
    [{ maxDurationMinutes: 1e300 }, "input.invalid"],
    [{ pendingExpiryMinutes: 0 }, "pending-expiry.out-of-bounds"],
    [{ portalUrl: "javascript:alert(1)" }, "portal-url.invalid"],
    [{ portalUrl: "http://portal.example.com" }, "portal-url.invalid"],
    [{ portalUrl: "https://user:pw@portal.example.com" }, "portal-url.invalid"],
    [{ auditorGroupId: "0000-not-there" }, "group.unknown"],
    [{ notifications: { auditEmail: "not an address" } }, "audit-email.invalid"],
    [{ notifications: { sms: true } }, "input.invalid"],
    [{ approvalworkflow: false }, "input.invalid"],
    [{ onLostEligibility: "ignore" }, "input.invalid"],
  ] as const) {
    const answer = await world.as.admin("PUT", "settings", change);
    assert.deepEqual([answer.status, answer.json.error.code], [400, code], JSON.stringify(change));
    assert.ok(answer.json.error.reasons[0].field);
  }
});

test("everybody is told who they are and what forms must ask of them", async () => {
  for (const who of ["requester", "approver", "auditor", "admin", "stranger"] as const) {
    const { status, json } = await world.as[who]("GET", "me");
    assert.equal(status, 200);
    assert.equal(json.id, world.people[who].id);
    assert.deepEqual(json.personas, {
      requester: true,
      approver: who === "approver",
      auditor: who === "auditor",
      admin: who === "admin",
    });
    assert.equal(json.form.justificationRequired, true);
    assert.equal(json.abilities.changeSettings, who === "admin");
    assert.equal(json.groupIds, undefined, "undeclared fields fall off");
  }
  assert.equal((await world.as.anonymous("GET", "me")).status, 401);
  const client = await world.bearerOf(world.people.auditor, ["requests:read"]);
  const { json } = await client("GET", "me");
  assert.deepEqual([json.scopes, json.personas.auditor, json.abilities.readAudit], [["requests:read"], true, false]);
});

test("who left the admin group a moment ago changes nothing, though the mirror does not know yet", async () => {
  const { findPerson } = world.context.lookup;
  world.context.lookup.findPerson = async (id) => {
    const person = await findPerson(id);
    return person && { ...person, groupIds: person.groupIds.filter((groupId) => groupId !== world.groups.admins.id) };
  };
  try {
    assert.equal((await world.as.admin("PUT", "settings", { approvalWorkflow: false })).status, 403);
  } finally {
    world.context.lookup.findPerson = findPerson;
  }
});
