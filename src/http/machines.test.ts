import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const wish = { name: "pipeline", scopes: ["requests:read"] };

test("an admin makes an API client that acts as themself, sees its secret once, and revokes it at once", async () => {
  const { admin, auditor } = world.as;
  const made = await admin("POST", "api-clients", wish);
  assert.equal(made.status, 201, JSON.stringify(made.json));
  const { client, clientSecret } = made.json;
  assert.deepEqual(
    [client.person.id, client.scopes, client.abilities],
    [world.people.admin.id, ["requests:read"], { revoke: true }],
  );
  const form = new URLSearchParams({
    grant_type: "client_credentials",
    client_id: client.id,
    client_secret: clientSecret,
  });
  const issued = await world.app.request("/oauth/token", { method: "POST", body: form });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const me = () => world.as.anonymous("GET", "me", undefined, { authorization: `Bearer ${token}` });
  assert.deepEqual([(await me()).json.id, (await me()).json.via], [world.people.admin.id, client.id]);
  const listed = await auditor("GET", "api-clients");
  assert.deepEqual(listed.json.items[0].abilities, { revoke: false });
  assert.doesNotMatch(JSON.stringify(listed.json), new RegExp(clientSecret));
  assert.equal((await admin("DELETE", `api-clients/${client.id}`)).status, 204);
  assert.equal((await me()).status, 401);
  assert.equal((await admin("DELETE", `api-clients/${client.id}`)).status, 409);
  assert.equal((await admin("DELETE", "api-clients/unknown")).status, 404);
});

test("nobody makes a client that acts as somebody else, machines make none, and only admins may", async () => {
  const { admin } = world.as;
  const asApprover = await admin("POST", "api-clients", { ...wish, personId: world.people.approver.id });
  assert.deepEqual([asApprover.status, asApprover.json.error.code], [403, "api-client.other-person"]);
  const machine = await world.bearerOf(world.people.admin);
  assert.equal((await machine("POST", "api-clients", wish)).json.error.code, "api-client.by-client");
  for (const who of ["requester", "approver", "auditor", "stranger"] as const) {
    assert.equal((await world.as[who]("POST", "api-clients", wish)).status, 403);
    assert.equal((await world.as[who]("DELETE", "api-clients/x")).status, 403);
  }
  assert.equal((await world.as.requester("GET", "api-clients")).status, 403);
  for (const bad of [
    { ...wish, scopes: [] },
    { ...wish, scopes: ["everything"] },
    { ...wish, name: "" },
    { ...wish, secret: "mine" },
  ])
    assert.equal((await admin("POST", "api-clients", bad)).status, 400, JSON.stringify(bad));
});

test("admins and auditors see who was told what; others do not", async () => {
  const { json } = await world.as.requester("POST", "requests", {
    accountIds: [world.accounts.first.id],
    permissionSetArn: world.role.arn,
    durationMinutes: 60,
    justification: "deploy",
  });
  for (const who of ["admin", "auditor"] as const) {
    const page = await world.as[who]("GET", `notices?request=${json.id}`);
    assert.deepEqual(
      page.json.items.map(({ kind, deliveries }: { kind: string; deliveries: unknown[] }) => [kind, deliveries]),
      [["request.asked", []]],
    );
  }
  for (const who of ["requester", "approver", "stranger"] as const)
    assert.equal((await world.as[who]("GET", "notices")).status, 403);
});
