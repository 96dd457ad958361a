import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { account, aGroup, group, orgUnit, user } from "../../test/builders.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const body = (change: Record<string, unknown> = {}) => ({
  name: "Everybody in production",
  principals: [user(world.people.stranger)],
  scopes: [orgUnit(world.unit)],
  permissionSetArns: [world.role.arn],
  approvalRequired: true,
  ...change,
});
const approvalBody = (change: Record<string, unknown> = {}) => ({
  name: "The stranger decides",
  scopes: [orgUnit(world.unit)],
  approvers: [user(world.people.stranger)],
  ...change,
});
const auditOf = (action: string) =>
  world.db.selectFrom("auditEvents").selectAll().where("action", "=", action).orderBy("seq").execute();

for (const [path, input, kind] of [
  ["eligibility-policies", body, "eligibility-policy"],
  ["approval-policies", approvalBody, "approval-policy"],
] as const) {
  test(`an admin makes, reads, changes and deletes one of the ${path}, each audited with before and after`, async () => {
    const { admin, auditor } = world.as;
    const created = await admin("POST", path, input());
    assert.equal(created.status, 201);
    assert.equal(created.headers.get("location"), `/api/v1/${path}/${created.json.id}`);
    assert.deepEqual(created.json.abilities, { update: true, delete: true });
    const read = await auditor("GET", `${path}/${created.json.id}`);
    assert.deepEqual(read.json, { ...created.json, abilities: { update: false, delete: false } });
    const updated = await admin("PUT", `${path}/${created.json.id}`, { ...created.json, name: "Renamed" });
    assert.equal(updated.status, 200, JSON.stringify(updated.json));
    assert.deepEqual([updated.json.name, updated.json.version], ["Renamed", 2]);
    const stale = await admin("PUT", `${path}/${created.json.id}`, { ...created.json, name: "Mine" });
    assert.deepEqual([stale.status, stale.json.error.code], [409, "policy.changed-meanwhile"]);
    assert.equal((await admin("DELETE", `${path}/${created.json.id}?version=1`)).status, 409);
    assert.equal((await admin("DELETE", `${path}/${created.json.id}`)).status, 204);
    assert.equal((await admin("DELETE", `${path}/${created.json.id}`)).status, 404);
    assert.equal((await admin("GET", `${path}/${created.json.id}`)).status, 404);
    const [event] = await auditOf(`${kind}.updated`);
    assert.equal(event?.actorId, world.people.admin.id);
    const told = event?.data as { before: { name: string }; after: { name: string } };
    assert.deepEqual([told.before.name, told.after.name], [input().name, "Renamed"]);
    assert.equal((await auditOf(`${kind}.created`)).length, 1);
    assert.equal((await auditOf(`${kind}.deleted`)).length, 1);
  });

  test(`only admins change ${path}, only admins and auditors read them, and the attempt is audited`, async () => {
    const stored = kind === "eligibility-policy" ? world.policy : world.approvalPolicy;
    for (const who of ["requester", "approver", "stranger"] as const) {
      assert.equal((await world.as[who]("GET", path)).status, 403);
      assert.equal((await world.as[who]("GET", `${path}/${stored.id}`)).status, 404);
      assert.deepEqual(
        (await world.as[who]("GET", `${path}/${stored.id}`)).json.error.code,
        (await world.as[who]("GET", `${path}/00000000-0000-4000-8000-000000000000`)).json.error.code,
      );
    }
    for (const who of ["requester", "approver", "stranger", "auditor"] as const) {
      assert.equal((await world.as[who]("POST", path, input())).status, 403);
      assert.equal((await world.as[who]("PUT", `${path}/${stored.id}`, input())).status, 403);
      assert.equal((await world.as[who]("DELETE", `${path}/${stored.id}`)).status, 403);
      assert.equal((await world.as[who]("POST", `${path}/preview`, { policy: input() })).status, 403);
    }
    assert.equal((await auditOf(`${kind}.refused`)).length, 12);
    for (const method of ["GET", "POST"]) assert.equal((await world.as.anonymous(method, path)).status, 401);
    const readOnly = await world.bearerOf(world.people.admin, ["policies:read"]);
    const page = await readOnly("GET", path);
    assert.deepEqual(page.json.items[0].abilities, { update: false, delete: false });
    assert.deepEqual((await readOnly("POST", path, input())).json.error.code, "scope.missing");
    const writes = await world.bearerOf(world.people.stranger);
    assert.equal((await writes("POST", path, input())).status, 403);
    assert.equal((await world.as.admin("GET", path)).json.items.length, 1);
  });
}

test("an id that has not the shape of an id is the id of nothing", async () => {
  const answer = await world.as.admin("GET", "eligibility-policies/1'%20or%20'1'='1");
  assert.deepEqual([answer.status, answer.json.error.code], [404, "eligibility-policy.not-found"]);
});

test("what is wrong with a policy is said all at once, each with its field", async () => {
  const answer = await world.as.admin("POST", "eligibility-policies", {
    ...body({ name: " ", principals: [], maxDurationMinutes: 5 }),
    scopes: [{ type: "account", id: "000000000000" }],
  });
  assert.equal(answer.status, 400);
  const told = answer.json.error.reasons.map(({ code, field }: { code: string; field: string }) => [code, field]);
  assert.deepEqual(told, [
    ["policy.name-invalid", "name"],
    ["policy.empty", "principals"],
    ["account.unknown", "scopes"],
    ["duration.out-of-bounds", "maxDurationMinutes"],
  ]);
});

test("bad input is refused with its field, and nothing is written", async () => {
  const { admin } = world.as;
  const cases: [unknown, number, string, string?][] = [
    [body({ approverId: "me" }), 400, "input.invalid", "approverId"],
    [body({ name: 7 }), 400, "input.invalid", "name"],
    [body({ name: "a\u0000b" }), 400, "input.invalid", "name"],
    [body({ name: "a\u202eb" }), 400, "input.invalid", "name"],
    [body({ name: "x".repeat(101) }), 400, "input.invalid", "name"],
    [
      body({ scopes: [{ type: "ou", id: world.unit.id, includeChildOus: "yes" }] }),
      400,
      "input.invalid",
      "scopes.0.includeChildOus",
    ],
    [body({ principals: [{ type: "group", id: "../../etc" }] }), 400, "input.invalid", "principals.0.id"],
    [body({ principals: [group({ id: "0000-not-there" })] }), 400, "group.unknown", "principals"],
    [
      body({ permissionSetArns: ["arn:aws:sso:::permissionSet/ssoins-1/ps-0"] }),
      400,
      "permission-set.unknown",
      "permissionSetArns",
    ],
    [body({ scopes: [orgUnit(world.unit), orgUnit(world.unit)] }), 400, "policy.duplicate", "scopes"],
    [body({ maxDurationMinutes: -1 }), 400, "duration.out-of-bounds", "maxDurationMinutes"],
    [body({ version: 1.5 }), 400, "input.invalid", "version"],
    ["{", 400, "body.malformed"],
    ["[]", 400, "input.invalid"],
    ["", 400, "input.invalid"],
    ["null", 400, "input.invalid"],
  ];
  for (const [sent, status, code, field] of cases) {
    const answer = await admin("POST", "eligibility-policies", sent);
    assert.deepEqual([answer.status, answer.json.error.code], [status, code], JSON.stringify(sent));
    if (field) assert.equal(answer.json.error.reasons[0].field, field);
  }
  for (const approvalsNeeded of [0, 11, 1.5])
    assert.equal((await admin("POST", "approval-policies", approvalBody({ approvalsNeeded }))).status, 400);
  const form = await admin("POST", "eligibility-policies", "name=x", { "content-type": "text/plain" });
  assert.deepEqual([form.status, form.json.error.code], [415, "body.wrong-media-type"]);
  assert.equal((await admin("GET", "eligibility-policies?view=mine")).status, 400);
  assert.equal((await admin("GET", "eligibility-policies?limit=201")).status, 400);
  assert.equal((await admin("GET", "eligibility-policies?cursor=@@@")).json.error.code, "cursor.invalid");
  assert.equal((await admin("GET", "eligibility-policies")).json.items.length, 1);
});

test("what vanished may stay in a policy, is warned of, and cannot be added anew", async () => {
  const { admin } = world.as;
  const doomed = await aGroup(world.db, { displayName: "Doomed" });
  const created = await admin("POST", "eligibility-policies", body({ principals: [group(doomed)] }));
  await world.db.updateTable("groups").set({ goneAt: world.at }).where("id", "=", doomed.id).execute();
  const renamed = await admin("PUT", `eligibility-policies/${created.json.id}`, {
    ...created.json,
    name: "Still here",
  });
  assert.equal(renamed.status, 200);
  assert.deepEqual(
    renamed.json.warnings.map(({ code }: { code: string }) => code),
    ["group.gone"],
  );
  const copied = await admin("POST", "eligibility-policies", body({ principals: [group(doomed)] }));
  assert.equal(copied.json.error.code, "group.unknown");
  assert.equal((await admin("DELETE", `eligibility-policies/${created.json.id}`)).status, 204);
});

test("a preview counts exactly who gains and who loses, and changes nothing", async () => {
  const { admin } = world.as;
  const added = await admin("POST", "eligibility-policies/preview", { policy: body() });
  assert.equal(added.status, 200, JSON.stringify(added.json));
  assert.deepEqual([added.json.gains.count, added.json.gains.people, added.json.loses.count], [2, 1, 0]);
  assert.deepEqual(added.json.gains.items[0].person.displayName, "Sam Stranger");
  const removed = await admin("POST", "eligibility-policies/preview", { id: world.policy.id });
  assert.deepEqual([removed.json.gains.count, removed.json.loses.count], [0, 2]);
  const loosened = await admin("POST", "eligibility-policies/preview", {
    id: world.policy.id,
    policy: { ...world.policy, approvalRequired: false },
  });
  assert.deepEqual([loosened.json.gains.count, loosened.json.approvalDropped.count], [0, 2]);
  const decides = await admin("POST", "approval-policies/preview", { policy: approvalBody() });
  assert.deepEqual([decides.json.gains.count, decides.json.gains.people], [2, 1]);
  assert.equal((await admin("POST", "eligibility-policies/preview", {})).status, 400);
  const gone = await admin("POST", "eligibility-policies/preview", { id: "00000000-0000-4000-8000-000000000000" });
  assert.equal(gone.status, 404);
  assert.equal((await admin("GET", "eligibility-policies")).json.items.length, 1);
});

test("a preview says where another number of approvals would be needed, and where too few could decide", async () => {
  const { admin } = world.as;
  const two = await admin("POST", "approval-policies/preview", { policy: approvalBody({ approvalsNeeded: 3 }) });
  assert.deepEqual(
    two.json.approvalsNeeded.map(({ from, to, count }: Record<string, number>) => [from, to, count]),
    [[1, 3, 2]],
  );
  assert.deepEqual(two.json.approvalsNeeded[0].items[0].permissionSet.name, "PowerUser");
  assert.deepEqual([two.json.undecidable.count, two.json.undecidable.items.length], [2, 2]);
  const none = await admin("POST", "approval-policies/preview", { id: world.approvalPolicy.id });
  assert.deepEqual([none.json.approvalsNeeded[0].to, none.json.undecidable.count], [null, 2]);
  const nobodyDecides = body({ scopes: [account(world.accounts.elsewhere)] });
  const asks = await admin("POST", "eligibility-policies/preview", { policy: nobodyDecides });
  assert.deepEqual([asks.json.gains.count, asks.json.undecidable.count], [1, 1]);
  const freely = await admin("POST", "eligibility-policies/preview", {
    policy: { ...nobodyDecides, approvalRequired: false },
  });
  assert.equal(freely.json.undecidable.count, 0);
});

test("a preview says whose open access would lose its eligibility, and what becomes of it", async () => {
  const { db, people, role, policy, accounts, at } = world;
  const key = { personId: people.requester.id, accountId: accounts.first.id, permissionSetArn: role.arn };
  await insertGrant(db, { key, startsAt: at, endsAt: new Date(at.getTime() + 3_600_000) });
  const removed = await world.as.admin("POST", "eligibility-policies/preview", { id: policy.id });
  assert.deepEqual([removed.json.openAccess.count, removed.json.openAccess.onLostEligibility], [1, "end"]);
  assert.equal(removed.json.openAccess.items[0].person.displayName, "Rita Requester");
  const kept = await world.as.admin("POST", "eligibility-policies/preview", { id: policy.id, policy });
  assert.equal(kept.json.openAccess.count, 0);
});

test("of two admins who change the same version at once, one does and the other is told", async () => {
  const { admin } = world.as;
  const { json } = await admin("POST", "eligibility-policies", body());
  const answers = await Promise.all(
    ["first", "second"].map((name) => admin("PUT", `eligibility-policies/${json.id}`, { ...json, name })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
  assert.equal((await admin("GET", `eligibility-policies/${json.id}`)).json.version, 2);
});
