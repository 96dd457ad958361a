import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

const minuteMs = 60_000;

describe("where deciding needs a fresh sign-in", () => {
  let world: SignedInWorld;
  before(async () => {
    world = await openSignedInWorld({ limits: { decideMaxAgeMs: 15 * minuteMs } });
  });
  after(() => world.close());

  const ask = async () => {
    const asked = await world.as.requester("POST", "requests", {
      accountIds: [world.accounts.first.id],
      permissionSetArn: world.role.arn,
      durationMinutes: 60,
      justification: "deploy",
    });
    assert.equal(asked.status, 201, JSON.stringify(asked.json));
    return asked.json.id as string;
  };
  const signedInAgo = (minutes: number | null) =>
    world.db
      .updateTable("sessions")
      .set({ authenticatedAt: minutes === null ? null : new Date(world.at.getTime() - minutes * minuteMs) })
      .execute();

  it("an old one is refused with a code of its own and an audit event, and a fresh one decides", async () => {
    const id = await ask();
    for (const age of [15, 600, null]) {
      await signedInAgo(age);
      for (const word of ["approve", "reject"]) {
        const refused = await world.as.approver("POST", `requests/${id}/${word}`, {});
        assert.deepEqual([refused.status, refused.json.error.code], [403, "decision.sign-in-too-old"]);
        assert.match(refused.json.error.message, /15 min/);
      }
    }
    const seen = await world.as.approver("GET", `requests/${id}`);
    assert.equal(seen.json.state, "pending");
    assert.equal(seen.json.abilities.approve, true, "they may, once they have signed in again");
    const events = await world.db
      .selectFrom("auditEvents")
      .select("data")
      .where("action", "=", "request.decision-refused")
      .execute();
    assert.equal(events.length, 6);
    await signedInAgo(14);
    assert.equal((await world.as.approver("POST", `requests/${id}/approve`, {})).json.state, "approved");
  });

  it("who may not decide anyway learns nothing new", async () => {
    const id = await ask();
    await signedInAgo(600);
    assert.equal((await world.as.stranger("POST", `requests/${id}/approve`, {})).status, 404);
    assert.equal((await world.as.requester("POST", `requests/${id}/approve`, {})).json.error.code, "approval.self");
  });

  it("an API client decides nothing and is offered nothing, and reads as before", async () => {
    const id = await ask();
    const machine = await world.bearerOf(world.people.approver);
    const refused = await machine("POST", `requests/${id}/approve`, {});
    assert.deepEqual([refused.status, refused.json.error.code], [403, "decision.by-client"]);
    const { json } = await machine("GET", `requests/${id}`);
    assert.deepEqual([json.abilities.approve, json.abilities.reject], [false, false]);
    const listed = await machine("GET", "requests?view=to-decide");
    assert.ok(listed.json.items.every((one: { abilities: { approve: boolean } }) => !one.abilities.approve));
    assert.equal((await machine("GET", "me")).json.abilities.decide, false);
  });

  it("ending and cancelling ask for none", async () => {
    const id = await ask();
    await signedInAgo(0);
    const approved = await world.as.approver("POST", `requests/${id}/approve`, {});
    await signedInAgo(600);
    const grantId = approved.json.grants[0].id;
    const machine = await world.bearerOf(world.people.requester);
    const ended = await machine("POST", `grants/${grantId}/end`, {});
    assert.equal(ended.status, 200, JSON.stringify(ended.json));
    const other = await ask();
    assert.equal((await world.as.requester("POST", `requests/${other}/cancel`, {})).status, 200);
  });
});
