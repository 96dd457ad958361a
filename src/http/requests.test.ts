import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const form = (change: Record<string, unknown> = {}) => ({
  accountIds: [world.accounts.first.id],
  permissionSetArn: world.role.arn,
  durationMinutes: 60,
  justification: "deploy the fix",
  ...change,
});
const countRequests = async () => (await world.db.selectFrom("requests").select("id").execute()).length;
const nobody = "00000000-0000-4000-8000-000000000000";

test("asking, approving and reading: each sees the request with what they may do, and the command agrees", async () => {
  const { requester, approver, auditor, admin, stranger } = world.as;
  const sent = await requester(
    "POST",
    "requests",
    form({ accountIds: [world.accounts.first.id, world.accounts.second.id] }),
  );
  assert.equal(sent.status, 201, JSON.stringify(sent.json));
  const { id } = sent.json;
  assert.equal(sent.headers.get("location"), `/api/v1/requests/${id}`);
  assert.equal(sent.json.state, "pending");
  assert.deepEqual(sent.json.requester, {
    id: world.people.requester.id,
    displayName: "Rita Requester",
    userName: world.people.requester.userName,
  });
  const none = { approve: false, reject: false, cancel: false };
  const expected = {
    requester: { ...none, cancel: true },
    approver: { ...none, approve: true, reject: true },
    auditor: none,
    admin: none,
  };
  for (const [who, abilities] of Object.entries(expected)) {
    const seen = await world.as[who as keyof typeof expected]("GET", `requests/${id}`);
    assert.deepEqual([seen.status, seen.json.abilities], [200, abilities], who);
  }
  assert.equal((await stranger("GET", `requests/${id}`)).status, 404);
  assert.deepEqual((await stranger("POST", `requests/${id}/approve`)).json.error.code, "request.not-found");
  assert.equal((await requester("POST", `requests/${id}/approve`)).json.error.code, "approval.self");
  for (const call of [auditor, admin]) assert.equal((await call("POST", `requests/${id}/approve`)).status, 403);
  assert.equal((await approver("POST", `requests/${id}/cancel`)).status, 403);
  const approved = await approver("POST", `requests/${id}/approve`, { comment: "fine\nby me" });
  assert.equal(approved.status, 200, JSON.stringify(approved.json));
  assert.equal(approved.json.state, "approved");
  assert.deepEqual(approved.json.abilities, none);
  assert.deepEqual(
    approved.json.grants.map(({ state, abilities }: { state: string; abilities: unknown }) => [state, abilities]),
    [
      ["scheduled", { end: true, readActivity: true }],
      ["scheduled", { end: true, readActivity: true }],
    ],
  );
  assert.equal(approved.json.decisions[0].decider.displayName, "Paul Approver");
  const again = await approver("POST", `requests/${id}/approve`, {});
  assert.deepEqual([again.status, again.json.error.code], [409, "request.already-approved"]);
  assert.match(again.json.error.message, /Paul Approver/);
  const tooLate = await requester("POST", `requests/${id}/cancel`);
  assert.equal(tooLate.status, 409);
});

test("the same key makes one request, and another form with it is refused", async () => {
  const { requester } = world.as;
  const before = await countRequests();
  const headers = { "idempotency-key": "form-1" };
  const first = await requester("POST", "requests", form(), headers);
  const [second, third] = await Promise.all([
    requester("POST", "requests", form(), headers),
    requester("POST", "requests", form(), headers),
  ]);
  assert.deepEqual([first.status, second.status, third.status], [201, 200, 200]);
  assert.deepEqual([second.json.id, third.json.id], [first.json.id, first.json.id]);
  const other = await requester("POST", "requests", form({ durationMinutes: 30 }), headers);
  assert.deepEqual([other.status, other.json.error.code], [409, "request.idempotency-mismatch"]);
  assert.equal((await requester("POST", "requests", form(), { "idempotency-key": "x".repeat(2_000) })).status, 400);
  assert.equal(await countRequests(), before + 1);
  assert.equal((await requester("POST", `requests/${first.json.id}/cancel`)).json.state, "cancelled");
});

test("a preview says what sending then answers", async () => {
  const { requester, stranger } = world.as;
  const fine = await requester("POST", "requests/preview", form());
  assert.deepEqual(
    [fine.status, fine.json.allowed, fine.json.approvalRequired, fine.json.approverCount, fine.json.abilities.send],
    [200, true, true, 1, true],
  );
  assert.equal(fine.json.approvers[0].displayName, "Paul Approver");
  const before = await countRequests();
  for (const [call, change] of [
    [stranger, {}],
    [requester, { durationMinutes: 0 }],
    [requester, { durationMinutes: -5 }],
    [requester, { durationMinutes: 14.5 }],
    [requester, { durationMinutes: 100_000 }],
    [requester, { accountIds: [] }],
    [requester, { accountIds: ["999999999999"] }],
    [requester, { accountIds: [world.accounts.elsewhere.id] }],
    [requester, { accountIds: [world.accounts.first.id, world.accounts.first.id] }],
    [requester, { permissionSetArn: "arn:aws:sso:::permissionSet/ssoins-1/ps-none" }],
    [requester, { startsAt: "2026-11-19T10:00:00Z" }],
    [requester, { startsAt: "2027-11-20T10:00:00Z" }],
    [requester, { justification: null }],
    [requester, { justification: "   " }],
  ] as const) {
    const preview = await call("POST", "requests/preview", form(change));
    const sent = await call("POST", "requests", form(change));
    assert.ok(sent.status >= 400 && sent.status < 500, JSON.stringify([change, sent]));
    if (sent.json.error.code === "input.invalid") continue;
    assert.equal(preview.json.allowed, false, JSON.stringify(change));
    assert.deepEqual(
      preview.json.reasons.map(({ code }: { code: string }) => code)[0],
      sent.json.error.code,
      JSON.stringify(change),
    );
  }
  assert.equal(await countRequests(), before, "nothing was written");
});

test("bad input is refused with its field, and nothing is written", async () => {
  const { requester, approver } = world.as;
  const before = await countRequests();
  for (const [sent, field] of [
    [form({ approverId: world.people.requester.id }), "approverId"],
    [form({ state: "approved" }), "state"],
    [form({ requesterId: world.people.admin.id }), "requesterId"],
    [form({ accountIds: "111111111111" }), "accountIds"],
    [form({ accountIds: ["1'; drop table requests; --"] }), "accountIds.0"],
    [form({ durationMinutes: "60" }), "durationMinutes"],
    [form({ durationMinutes: 1e308 }), "durationMinutes"],
    [form({ startsAt: "tomorrow" }), "startsAt"],
    [form({ startsAt: "+099999-01-01T00:00:00Z" }), "startsAt"],
    [form({ startsAt: 0 }), "startsAt"],
    [form({ justification: "x".repeat(2_001) }), "justification"],
    [form({ justification: "nul \u0000" }), "justification"],
    [form({ ticket: "OPS-1\u001b[31m" }), "ticket"],
    [form({ ticket: "\ud800" }), "ticket"],
  ] as const) {
    const answer = await requester("POST", "requests", sent);
    assert.deepEqual([answer.status, answer.json.error.code], [400, "input.invalid"], JSON.stringify(sent));
    assert.equal(answer.json.error.reasons[0].field, field);
  }
  assert.equal((await requester("POST", "requests", '{"accountIds":')).json.error.code, "body.malformed");
  assert.equal(await countRequests(), before);
  const { json } = await requester("POST", "requests", form());
  for (const sent of [{ comment: 5 }, { comment: "\u0007" }, { comment: "x".repeat(2_001) }, { deciderId: "me" }, []])
    assert.equal((await approver("POST", `requests/${json.id}/approve`, sent)).status, 400, JSON.stringify(sent));
  for (const verb of ["approve", "reject", "cancel"])
    for (const id of [nobody, "not-an-id", "%00", "..%2f"]) {
      const answer = await approver("POST", `requests/${id}/${verb}`, {});
      assert.deepEqual([answer.status, answer.json.error.code], [404, "request.not-found"], id);
    }
  assert.equal((await requester("GET", `requests/${json.id}`)).json.state, "pending");
  assert.equal((await requester("POST", `requests/${json.id}/cancel`)).status, 200);
});

test("two deciders at once: one effect, and the second is told", async () => {
  const { requester, approver } = world.as;
  const { json } = await requester("POST", "requests", form());
  const answers = await Promise.all([
    approver("POST", `requests/${json.id}/approve`),
    approver("POST", `requests/${json.id}/reject`),
  ]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
});

test("who left the group cannot decide, though the session is the same", async () => {
  const { requester, approver } = world.as;
  const { json } = await requester("POST", "requests", form());
  const member = { groupId: world.groups.leads.id, personId: world.people.approver.id };
  await world.db
    .deleteFrom("memberships")
    .where("groupId", "=", member.groupId)
    .where("personId", "=", member.personId)
    .execute();
  assert.equal((await approver("POST", `requests/${json.id}/approve`)).status, 404);
  await world.db.insertInto("memberships").values(member).execute();
  assert.equal((await approver("POST", `requests/${json.id}/approve`)).status, 200);
});

test("who left the group a moment ago gets nothing by policy, though the mirror does not know yet", async () => {
  const { findPerson } = world.context.lookup;
  world.context.lookup.findPerson = async (id) => {
    const person = await findPerson(id);
    return person && { ...person, groupIds: [] };
  };
  const memberships = () => world.db.selectFrom("memberships").selectAll().execute();
  const before = await memberships();
  try {
    const { status, json } = await world.as.requester("POST", "requests", form());
    assert.deepEqual([status, json.error.code], [403, "eligibility.missing"]);
  } finally {
    world.context.lookup.findPerson = findPerson;
    await world.db
      .insertInto("memberships")
      .values(before)
      .onConflict((on) => on.doNothing())
      .execute();
  }
});

test("nobody can approve it any more when its requester left the group a moment ago", async () => {
  const { json: asked } = await world.as.requester("POST", "requests", form());
  const { findPerson } = world.context.lookup;
  const memberships = await world.db.selectFrom("memberships").selectAll().execute();
  world.context.lookup.findPerson = async (id) => {
    const person = await findPerson(id);
    return person && id === world.people.requester.id ? { ...person, groupIds: [] } : person;
  };
  try {
    const { status, json } = await world.as.approver("POST", `requests/${asked.id}/approve`);
    assert.deepEqual([status, json.error.code], [409, "eligibility.missing"]);
    assert.equal((await world.as.approver("POST", `requests/${asked.id}/reject`)).status, 200);
  } finally {
    world.context.lookup.findPerson = findPerson;
    await world.db
      .insertInto("memberships")
      .values(memberships)
      .onConflict((on) => on.doNothing())
      .execute();
  }
});

test("a call by cookie that changes something needs our own origin, and a token its scope", async () => {
  const { json } = await world.as.requester("POST", "requests", form());
  for (const origin of ["https://evil.example", "null", ""]) {
    const answer = await world.as.requester("POST", `requests/${json.id}/cancel`, {}, { origin });
    assert.equal(answer.status, 403, origin);
  }
  assert.equal((await world.as.anonymous("POST", "requests", form())).status, 401);
  const reads = await world.bearerOf(world.people.approver, ["requests:read"]);
  const seen = await reads("GET", `requests/${json.id}`);
  assert.deepEqual([seen.status, seen.json.abilities.approve], [200, false]);
  assert.equal((await reads("POST", `requests/${json.id}/approve`)).json.error.code, "scope.missing");
  const decides = await world.bearerOf(world.people.approver, ["requests:read", "decisions:write"]);
  assert.equal((await decides("POST", `requests/${json.id}/reject`, { comment: "no" })).json.state, "rejected");
  const own = await world.bearerOf(world.people.requester);
  const sent = await own("POST", "requests", form());
  assert.equal((await own("POST", `requests/${sent.json.id}/approve`)).json.error.code, "approval.self");
});

test("the page of a request asks to sign in, and its timeline does not exist for strangers", async () => {
  const { json } = await world.as.requester("POST", "requests", form());
  const anonymous = await world.as.anonymous("GET", `/requests/${json.id}?tab=1`);
  assert.equal(anonymous.status, 303);
  assert.equal(
    anonymous.headers.get("location"),
    `/auth/login?returnTo=${encodeURIComponent(`/requests/${json.id}?tab=1`)}`,
  );
  const timeline = await world.as.approver("GET", `requests/${json.id}/timeline`);
  assert.equal(timeline.status, 200);
  assert.deepEqual(
    timeline.json.items.map((event: { action: string; actor: { id: string } }) => [event.action, event.actor.id]),
    [["request.created", json.requester.id]],
  );
  assert.equal((await world.as.stranger("GET", `requests/${json.id}/timeline`)).status, 404);
  await world.as.approver("POST", `requests/${json.id}/approve`);
  const seqs: number[] = [];
  let cursor = "";
  do {
    const next = await world.as.requester("GET", `requests/${json.id}/timeline?limit=1&cursor=${cursor}`);
    seqs.push(...next.json.items.map(({ seq }: { seq: number }) => seq));
    cursor = next.json.nextCursor ?? "";
  } while (cursor);
  const all = await world.as.requester("GET", `requests/${json.id}/timeline`);
  assert.deepEqual(
    seqs,
    all.json.items.map(({ seq }: { seq: number }) => seq),
  );
  assert.ok(seqs.length >= 3);
  assert.equal((await world.as.requester("GET", `requests/${json.id}/timeline?cursor=e30`)).status, 400);
  const page = await world.as.admin("GET", "/");
  assert.match(page.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  assert.doesNotMatch(page.json.text, /<script>|style=|onclick/);
  assert.equal((await world.as.anonymous("GET", "/")).status, 200);
  assert.equal((await world.as.anonymous("GET", "/assets/stint.css")).status, 200);
  assert.equal((await world.as.anonymous("GET", "/assets/nothing.js")).status, 404);
});
