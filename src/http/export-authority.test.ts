import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { appendAudit } from "../store/audit-events.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
  const entry = { actor: { kind: "system" as const }, action: "grant.active", subject: { kind: "grant", id: "1" } };
  const entries = Array.from({ length: 900 }, () => entry);
  const facts = { at: world.at, newId: () => world.ctx.ids.newId() };
  for (let n = 0; n < 5; n += 1) await world.db.transaction().execute((trx) => appendAudit(trx, facts, entries));
});
after(() => world.close());

/** An export of five pages of which one was taken, and how it goes on. */
const begun = async (path: string) => {
  const cookie = await world.cookieOf(world.people.auditor);
  const response = await world.app.request(`/api/v1/${path}`, { headers: { cookie } });
  assert.equal(response.status, 200);
  const reader = response.body?.getReader();
  await reader?.read();
  await reader?.read();
  return async () => {
    for (;;) if ((await reader?.read())?.done !== false) return;
  };
};

test("an export goes on while its reader is an auditor and signed in", async () => {
  await (await begun("audit-events.json"))();
});

test("an export is broken off when its reader signs out", async () => {
  const goOn = await begun("audit-events.json");
  await world.db.deleteFrom("sessions").where("personId", "=", world.people.auditor.id).execute();
  await assert.rejects(goOn(), /no longer/);
});

test("an export is broken off when its reader is an auditor no more", async () => {
  const goOn = await begun("audit-events.csv");
  await world.db.deleteFrom("memberships").where("personId", "=", world.people.auditor.id).execute();
  await assert.rejects(goOn(), /no longer/);
});
