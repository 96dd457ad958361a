import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anAccessWorld, as, auditOf, codesOf, refusalOf } from "../../test/access-world.ts";
import {
  account,
  aGroup,
  anAccount,
  anApprovalPolicy,
  aPerson,
  aPolicy,
  group,
  testContext,
  testStart,
  user,
  withSettings,
} from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "../store/database.ts";
import { previewRequest } from "./preview-request.ts";
import { sendRequest } from "./send-request.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const minutes = (count: number) => new Date(testStart.getTime() + count * 60_000);

test("a request that needs approval waits, with the approvals needed and the moment it expires", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalsNeeded: 2 });
  const { request, grants, created } = await sendRequest(ctx, { caller: as(world.requester), input: world.input });
  assert.equal(created, true);
  assert.deepEqual([request.state, request.approvalRequired, request.approvalsNeeded], ["pending", true, 2]);
  assert.deepEqual(request.expiresAt, minutes(180));
  assert.deepEqual(grants, []);
  assert.deepEqual(
    (await auditOf(db, request.id)).map(({ action }) => action),
    ["request.created"],
  );
  const notices = await db.selectFrom("notices").select("kind").where("requestId", "=", request.id).execute();
  assert.deepEqual(notices, [{ kind: "request.asked" }]);
});

test("a request that needs no approval is approved by policy, with one grant and one look at each account", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalRequired: false, accounts: 3 });
  const startsAt = minutes(30);
  const { request, grants } = await sendRequest(ctx, {
    caller: as(world.requester),
    input: { ...world.input, startsAt },
  });
  assert.equal(request.state, "approved");
  assert.deepEqual(grants.map(({ accountId }) => accountId).sort(), [...world.input.accountIds].sort());
  for (const grant of grants)
    assert.deepEqual([grant.state, grant.startsAt, grant.endsAt], ["scheduled", minutes(30), minutes(90)]);
  const [decision] = await db.selectFrom("decisions").selectAll().where("requestId", "=", request.id).execute();
  assert.deepEqual([decision?.deciderId, decision?.verdict], [null, "approve"]);
  const looks = await db
    .selectFrom("assignments")
    .select("nextAt")
    .where("personId", "=", world.requester.id)
    .execute();
  assert.deepEqual(
    looks.map(({ nextAt }) => nextAt),
    [startsAt, startsAt, startsAt],
  );
  const events = await auditOf(db, request.id);
  assert.deepEqual(
    events.map(({ action, actorKind }) => `${action} by ${actorKind}`),
    [
      "request.created by person",
      "request.approved by policy",
      ...Array.from({ length: 3 }, () => "grant.scheduled by policy"),
    ],
  );
});

test("with the approval workflow off, policy approves what would need approval, and no approver need exist", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db);
  await db.deleteFrom("approvalPolicies").where("id", "=", world.approvalPolicy.id).execute();
  await withSettings(db, { approvalWorkflow: false });
  const { request } = await sendRequest(ctx, { caller: as(world.requester), input: world.input });
  await withSettings(db, { approvalWorkflow: true });
  assert.deepEqual([request.state, request.approvalRequired], ["approved", false]);
});

test("the same form sent twice makes one request, another form with the same key is refused, and keys are each person's own", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalRequired: false, accounts: 2 });
  const caller = as(world.requester);
  const sent = await sendRequest(ctx, { caller, input: world.input, idempotencyKey: "form-1" });
  ctx.moveBy(60 * 24);
  const reordered = { ...world.input, accountIds: [...world.input.accountIds].reverse(), ticket: " " };
  const again = await sendRequest(ctx, { caller, input: reordered, idempotencyKey: "form-1" });
  assert.deepEqual([again.created, again.request.id, again.grants], [false, sent.request.id, sent.grants]);
  const other = { ...world.input, durationMinutes: 30 };
  const refusal = await refusalOf(sendRequest(ctx, { caller, input: other, idempotencyKey: "form-1" }));
  assert.deepEqual([refusal.kind, refusal.code], ["conflict", "request.idempotency-mismatch"]);
  const colleague = await aPerson(db, { groups: [world.engineers.id] });
  const theirs = await sendRequest(ctx, { caller: as(colleague), input: world.input, idempotencyKey: "form-1" });
  assert.equal(theirs.created, true);
});

test("the same form sent eight times at the same moment makes one request", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalRequired: false });
  const caller = as(world.requester);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => sendRequest(ctx, { caller, input: world.input, idempotencyKey: "at-once" })),
  );
  assert.equal(new Set(answers.map(({ request }) => request.id)).size, 1);
  assert.equal(answers.filter(({ created }) => created).length, 1);
  assert.deepEqual(
    answers.map(({ grants }) => grants.length),
    answers.map(() => 1),
  );
  const rows = await db.selectFrom("requests").select("id").where("requesterId", "=", world.requester.id).execute();
  assert.equal(rows.length, 1);
});

test("who asks for what no policy allows is refused, nothing is written but one audit event, and preview says the same", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db);
  const stranger = await aPerson(db);
  const asked = { caller: as(stranger), input: world.input };
  const refusal = await refusalOf(sendRequest(ctx, asked));
  assert.deepEqual([refusal.kind, codesOf(refusal)], ["forbidden", ["eligibility.missing"]]);
  const preview = await previewRequest(ctx, asked);
  assert.deepEqual([preview.allowed, preview.because], [false, refusal.reasons]);
  const events = await db.selectFrom("auditEvents").selectAll().where("personId", "=", stranger.id).execute();
  assert.deepEqual(
    events.map(({ action, actorId }) => [action, actorId]),
    [["request.refused", stranger.id]],
  );
  assert.deepEqual(await db.selectFrom("requests").select("id").where("requesterId", "=", stranger.id).execute(), []);
});

test("when nobody but the requester could approve, the request is refused at once, by whatever route they are named", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const team = await aGroup(db);
  const world = await anAccessWorld(db);
  await db.deleteFrom("approvalPolicies").where("id", "=", world.approvalPolicy.id).execute();
  const asked = { caller: as(world.requester), input: world.input };
  assert.deepEqual(codesOf(await refusalOf(sendRequest(ctx, asked))), ["approval.no-one-can-approve"]);
  const scopes = world.accounts.map(account);
  await db.insertInto("memberships").values({ groupId: team.id, personId: world.requester.id }).execute();
  await anApprovalPolicy(db, { scopes, approvers: [user(world.requester), group(team)] });
  const twin = { userName: world.requester.userName.toUpperCase(), groups: [team.id] };
  await aPerson(db, twin);
  await aPerson(db, { email: world.requester.email?.toUpperCase() ?? null, groups: [team.id] });
  await aPerson(db, { enabled: false, groups: [team.id] });
  await aPerson(db, { goneAt: testStart, groups: [team.id] });
  const refusal = await refusalOf(sendRequest(ctx, asked));
  assert.deepEqual([refusal.kind, codesOf(refusal)], ["conflict", ["approval.no-one-can-approve"]]);
  await aPerson(db, { groups: [team.id] });
  assert.equal((await sendRequest(ctx, asked)).request.state, "pending");
});

test("when fewer people could approve than must, the request is refused and says how many", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalsNeeded: 3 });
  const refusal = await refusalOf(sendRequest(ctx, { caller: as(world.requester), input: world.input }));
  assert.deepEqual(codesOf(refusal), ["approval.too-few-approvers"]);
  assert.match(refusal.message, /3 approvals.*only 2 people/);
});

test("who may decide only one of several accounts does not count as an approver of the whole", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db);
  const elsewhere = await anAccount(db);
  await aPolicy(db, {
    principals: [user(world.requester)],
    scopes: [account(elsewhere)],
    permissionSetArns: [world.role.arn],
  });
  const input = { ...world.input, accountIds: [...world.input.accountIds, elsewhere.id] };
  const refusal = await refusalOf(sendRequest(ctx, { caller: as(world.requester), input }));
  assert.deepEqual(codesOf(refusal), ["approval.no-one-can-approve"]);
  await anApprovalPolicy(db, { scopes: [account(elsewhere)], approvers: [group(world.approvers)] });
  assert.equal((await sendRequest(ctx, { caller: as(world.requester), input })).request.state, "pending");
});

test("someone who is disabled or gone cannot ask", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalRequired: false });
  for (const change of [{ enabled: false }, { enabled: true, goneAt: testStart }]) {
    await db.updateTable("people").set(change).where("id", "=", world.requester.id).execute();
    const refusal = await refusalOf(sendRequest(ctx, { caller: as(world.requester), input: world.input }));
    assert.deepEqual([refusal.kind, codesOf(refusal)], ["forbidden", ["person.not-present"]]);
  }
  const nobody = { personId: "nobody" };
  assert.equal((await refusalOf(sendRequest(ctx, { caller: nobody, input: world.input }))).kind, "forbidden");
});
