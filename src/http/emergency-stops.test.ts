import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { CloudError } from "../core/identity-center.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld({ eligible: "at-once" });
});
after(() => world.close());

const send = async (account: keyof SignedInWorld["accounts"] = "first") => {
  const { status, json } = await world.as.requester("POST", "requests", {
    accountIds: [world.accounts[account].id],
    permissionSetArn: world.role.arn,
    durationMinutes: 60,
    justification: "deploy",
  });
  return { status, json, grantId: json.grants?.[0]?.id as string };
};

const ofRequester = () => ({ kind: "person", id: world.people.requester.id });
const liftAs = (who: keyof SignedInWorld["as"], id: string) =>
  world.as[who]("POST", `emergency-stops/${id}/lift`, { comment: "over" });

test("only admins see what a stop would do and make one; auditors read; nobody else knows of any", async () => {
  const body = { scope: ofRequester(), comment: "laptop stolen" };
  for (const who of ["requester", "approver", "auditor", "stranger"] as const) {
    assert.equal((await world.as[who]("POST", "emergency-stops", body)).status, 403, who);
    assert.equal((await world.as[who]("POST", "emergency-stops/preview", { scope: ofRequester() })).status, 403, who);
  }
  assert.equal((await world.as.anonymous("POST", "emergency-stops", body)).status, 401);
  const { grantId } = await send();
  const preview = await world.as.admin("POST", "emergency-stops/preview", { scope: ofRequester() });
  assert.deepEqual(
    [preview.status, preview.json.people, preview.json.grants.scheduled, preview.json.sample[0].id],
    [200, 1, 1, grantId],
  );
  assert.equal(preview.json.scope.name, "Rita Requester");
  const made = await world.as.admin("POST", "emergency-stops", body);
  assert.equal(made.status, 201);
  assert.equal(made.headers.get("location"), `/api/v1/emergency-stops/${made.json.id}`);
  assert.deepEqual(
    [
      made.json.holds,
      made.json.progress.grants,
      made.json.progress.ended,
      made.json.left.grants,
      made.json.abilities.lift,
    ],
    [true, 1, 1, 0, true],
  );
  for (const [who, status] of [
    ["requester", 403],
    ["approver", 403],
    ["stranger", 403],
    ["auditor", 200],
    ["admin", 200],
  ] as const) {
    assert.equal((await world.as[who]("GET", "emergency-stops")).status, status, who);
    const { json } = await world.as[who]("GET", `emergency-stops/${made.json.id}`);
    assert.equal(json.abilities?.lift, { 200: who === "admin", 403: undefined }[status], who);
    if (who !== "admin") assert.equal((await liftAs(who, made.json.id)).status, 403, who);
  }
  const grant = await world.as.requester("GET", `grants/${grantId}`);
  assert.deepEqual(
    [grant.json.endReason, grant.json.endedBy.displayName, grant.json.endComment],
    ["emergency-stop", "Adam Admin", "laptop stolen"],
  );
  const me = await world.as.requester("GET", "me");
  assert.equal(me.json.hold.code, "emergency-stop.holds");
  assert.doesNotMatch(JSON.stringify(me.json.hold), /laptop/);
  const refused = await send();
  assert.deepEqual([refused.status, refused.json.error.code], [409, "emergency-stop.holds"]);
  const lifted = await liftAs("admin", made.json.id);
  assert.deepEqual([lifted.status, lifted.json.holds, lifted.json.lift.comment], [200, false, "over"]);
  assert.equal((await liftAs("admin", made.json.id)).status, 409);
  assert.equal((await send()).status, 201);
});

test("an API client needs the scope, and the same key makes one stop", async () => {
  const body = { scope: ofRequester(), comment: "drill", hold: false };
  const reader = await world.bearerOf(world.people.admin, ["settings:read"]);
  assert.equal((await reader("POST", "emergency-stops", body)).status, 403);
  assert.equal((await reader("POST", "emergency-stops/preview", { scope: ofRequester() })).json.abilities.stop, false);
  const writer = await world.bearerOf(world.people.admin, ["settings:write", "settings:read"]);
  const key = { "idempotency-key": "drill-1" };
  const [first, again] = [
    await writer("POST", "emergency-stops", body, key),
    await writer("POST", "emergency-stops", body, key),
  ];
  assert.deepEqual([first.status, again.status, again.json.id], [201, 200, first.json.id]);
  assert.equal(first.json.abilities.lift, false, "there is nothing to lift");
  assert.equal((await writer("POST", "emergency-stops", { ...body, comment: "other" }, key)).status, 409);
  const event = await world.db
    .selectFrom("auditEvents")
    .selectAll()
    .where("action", "=", "emergency-stop.asked")
    .where("subjectId", "=", first.json.id)
    .executeTakeFirstOrThrow();
  assert.ok(event.actorVia);
});

test("what is not a stop is refused with what is wrong", async () => {
  const bad = [
    {},
    { scope: ofRequester() },
    { scope: { kind: "planet", id: "1" }, comment: "x" },
    { scope: { kind: "everything", id: "1" }, comment: "x" },
    { scope: { kind: "account", id: "not twelve digits" }, comment: "x" },
    { scope: ofRequester(), comment: "x", askedById: world.people.approver.id },
    { scope: ofRequester(), comment: "" },
    { scope: { kind: "account", id: "999999999999" }, comment: "x" },
  ];
  for (const body of bad)
    assert.equal((await world.as.admin("POST", "emergency-stops", body)).status, 400, JSON.stringify(body));
  assert.equal((await world.as.admin("GET", "emergency-stops/nothing")).json.error.code, "emergency-stop.not-found");
  assert.equal((await liftAs("admin", world.policy.id)).status, 404);
  assert.equal((await world.as.admin("GET", "emergency-stops?cursor=x")).status, 400);
});

test("pages follow each other, the newest first, and those that hold nothing can be left out", async () => {
  const made: string[] = [];
  for (const name of ["first", "second", "elsewhere"] as const) {
    world.ctx.moveBy(1);
    const scope = { kind: "account", id: world.accounts[name].id };
    made.unshift((await world.as.admin("POST", "emergency-stops", { scope, comment: name })).json.id);
  }
  const seen: string[] = [];
  let cursor = "";
  for (;;) {
    const { json } = await world.as.auditor("GET", `emergency-stops?limit=2&cursor=${cursor}`);
    seen.push(...json.items.map(({ id }: { id: string }) => id));
    if (!json.nextCursor) break;
    cursor = json.nextCursor;
  }
  assert.deepEqual(seen.slice(0, 3), made);
  assert.equal(new Set(seen).size, seen.length);
  const holding = await world.as.admin("GET", "emergency-stops?holding=true");
  assert.deepEqual(
    holding.json.items.map(({ id }: { id: string }) => id),
    made,
  );
  for (const id of made) await liftAs("admin", id);
});

test("an admin stops also while Identity Store is silent and the directory is old; lifting waits", async () => {
  const answering = world.context.lookup.findPerson;
  world.ctx.moveBy(60);
  world.context.lookup.findPerson = async () => {
    throw new CloudError({ problem: "unavailable", operation: "DescribeUser", message: "no answer" });
  };
  const stopped = await world.as.admin("POST", "emergency-stops", { scope: ofRequester(), comment: "now" });
  assert.equal(stopped.status, 201, JSON.stringify(stopped.json));
  assert.equal((await liftAs("admin", stopped.json.id)).status, 503);
  world.context.lookup.findPerson = answering;
  assert.equal((await liftAs("admin", stopped.json.id)).status, 200);
});
