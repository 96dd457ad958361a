import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { approveRequest } from "../src/commands/approve-request.ts";
import { endGrant } from "../src/commands/end-grant.ts";
import { sendRequest } from "../src/commands/send-request.ts";
import { syncDirectory } from "../src/commands/sync-directory.ts";
import { verifyAudit } from "../src/commands/verify-audit.ts";
import { requestInput } from "../src/contract/requests.ts";
import type { AssignmentApi } from "../src/core/identity-center.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createDirectorySource } from "../src/providers/aws/directory-source.ts";
import { deliverDue } from "../src/worker/deliver.ts";
import { as, refusalOf } from "./access-world.ts";
import { account, anApprovalPolicy, aPolicy, group, user, withSettings } from "./builders.ts";
import { until } from "./until.ts";
import { startVirtualEngine, type VirtualEngine } from "./virtual-engine.ts";

/**
 * One test for each promise of the architecture page, that tries to break it with the real commands, the engine and the simulated AWS. One
 * file, though a long one: who asks whether the promises hold reads them one after another, and they are tried in one world.
 */

let v: VirtualEngine;
let free: string[];
const clean: (() => void)[] = [];

before(async () => {
  v = await startVirtualEngine();
  const clients = createAwsClients({
    endpoint: v.simulator.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "delegated", secretAccessKey: "secret" },
  });
  clean.push(clients.destroy);
  const synced = await syncDirectory(v.ctx, { source: createDirectorySource({ clients }) });
  assert.equal(synced.outcome, "succeeded");
  const accounts = await v.ctx.db
    .selectFrom("accounts")
    .select("id")
    .where("state", "=", "ACTIVE")
    .where("isManagement", "=", false)
    .where("name", "like", "%-%")
    .orderBy("id")
    .execute();
  free = accounts.map(({ id }) => id);
});
after(async () => {
  for (const undo of clean) undo();
  await v.stop();
});

const personCalled = (userName: string) =>
  v.ctx.db.selectFrom("people").selectAll().where("userName", "=", userName).executeTakeFirstOrThrow();
const groupCalled = (name: string) =>
  v.ctx.db.selectFrom("groups").selectAll().where("displayName", "=", name).executeTakeFirstOrThrow();

/** Amira may ask for one role in an account that no other test uses, and the payments leads decide. */
const aCase = async () => {
  const accountId = free.pop();
  assert.ok(accountId);
  const { db } = v.ctx;
  const role = await db
    .selectFrom("permissionSets")
    .selectAll()
    .where("name", "=", "DatabaseAdmin")
    .executeTakeFirstOrThrow();
  const [requester, decider, leads] = await Promise.all([
    personCalled("amira.haddad"),
    personCalled("mateo.garcia"),
    groupCalled("payments-leads"),
  ]);
  const scopes = [account({ id: accountId })];
  const policy = await aPolicy(db, {
    principals: [user(requester)],
    scopes,
    permissionSetArns: [role.arn],
    approvalRequired: true,
  });
  const approval = await anApprovalPolicy(db, { scopes, approvers: [group(leads)] });
  const key = { personId: requester.id, accountId, permissionSetArn: role.arn };
  const input = {
    accountIds: [accountId],
    permissionSetArn: role.arn,
    durationMinutes: 60,
    justification: "to try a promise",
  };
  const send = () =>
    sendRequest(v.ctx, {
      caller: as(requester),
      input: { ...input, startsAt: null, ticket: null },
      idempotencyKey: randomUUID(),
    });
  const approve = (requestId: string) => approveRequest(v.ctx, { caller: as(decider), requestId });
  const granted = async () => {
    const { request } = await send();
    const { grants } = await approve(request.id);
    assert.ok(grants[0]);
    return grants[0];
  };
  return { accountId, requester, decider, leads, role, policy, approval, key, input, send, approve, granted };
};

const callsOf = async (operation: string, accountId: string) => {
  const { recent } = (await v.control(`calls?operation=${operation}`)) as {
    recent: { at: string; input: { TargetId?: string } }[];
  };
  return recent.filter((call) => call.input.TargetId === accountId);
};

const inSeconds = (at: Date, seconds: number) => new Date(at.getTime() + seconds * 1_000);

test("1. no access without an allowed decision recorded first", async () => {
  const c = await aCase();
  const { request } = await c.send();
  await v.liveUntil(v.after(2 * 3_600));
  assert.deepEqual(await v.existed(c.key), [], "a request alone gives nothing");
  const grant = {
    id: randomUUID(),
    requestId: request.id,
    personId: c.requester.id,
    accountId: c.accountId,
    permissionSetArn: c.role.arn,
    startsAt: v.now(),
    endsAt: v.after(60),
    state: "scheduled" as const,
    createdAt: v.now(),
  };
  const { db } = v.ctx;
  const insert = (decisionId: string) =>
    db
      .insertInto("grants")
      .values({
        ...grant,
        ...{ decisionId, endReason: null, endedById: null, endComment: null, endAskedAt: null },
        ...{ activatedAt: null, endedAt: null, failure: null },
      })
      .execute();
  await assert.rejects(insert(randomUUID()), "without a decision");
  const other = await (await aCase()).granted();
  const decisions = await db.selectFrom("decisions").select("id").where("requestId", "=", other.requestId).execute();
  await assert.rejects(insert(decisions[0]?.id ?? ""), "with the decision of another request");
  const rejection = randomUUID();
  await db
    .insertInto("decisions")
    .values({
      ...{ id: rejection, requestId: request.id, requesterId: c.requester.id, deciderId: c.decider.id },
      ...{ verdict: "reject", comment: null, decidedAt: v.now() },
    })
    .execute();
  await assert.rejects(insert(rejection), "with a rejection");
});

test("2. no access outside its window: removal starts within a second of the end and is never given up", async () => {
  const c = await aCase();
  const grant = await c.granted();
  await v.liveUntil(inSeconds(grant.endsAt, -1));
  await v.control("faults", {
    operation: "DeleteAccountAssignment",
    kind: "error",
    times: 500,
    code: "InternalServerException",
  });
  await v.liveUntil(inSeconds(grant.endsAt, 1_800));
  const [first, ...others] = await callsOf("DeleteAccountAssignment", c.accountId);
  assert.ok(first && Date.parse(first.at) - grant.endsAt.getTime() <= 1_000);
  assert.ok(others.length >= 100, "it went on trying");
  await fetch(`${v.simulator.url}/_simulator/faults`, { method: "DELETE" });
  await v.liveUntil(v.after(120));
  assert.equal(await v.held(c.key), false);
  const [existed] = await v.existed(c.key);
  assert.ok(existed && Date.parse(existed.beganAt) >= grant.startsAt.getTime());
});

test("3. nobody decides their own request, not by a group, nor around the application", async () => {
  const c = await aCase();
  await anApprovalPolicy(v.ctx.db, { scopes: [account({ id: c.accountId })], approvers: [user(c.requester)] });
  const { request } = await c.send();
  const refusal = await refusalOf(approveRequest(v.ctx, { caller: as(c.requester), requestId: request.id }));
  assert.match(refusal.code, /self/);
  const own = { id: randomUUID(), requestId: request.id, requesterId: c.requester.id, deciderId: c.requester.id };
  await assert.rejects(
    v.ctx.db
      .insertInto("decisions")
      .values({ ...own, verdict: "approve", comment: null, decidedAt: v.now() })
      .execute(),
    /check/,
  );
});

test("4. a standing assignment is never removed", async () => {
  const c = await aCase();
  await v.api.create(c.key);
  v.simulator.clock.advance(10_000);
  const grant = await c.granted();
  await v.liveUntil(v.after(60));
  assert.equal((await v.grant(grant.id)).state, "active");
  await endGrant(v.ctx, { caller: as(c.requester), grantId: grant.id });
  await v.liveUntil(v.after(7_200));
  assert.equal((await v.grant(grant.id)).state, "ended");
  assert.equal(await v.held(c.key), true);
  assert.deepEqual(await callsOf("DeleteAccountAssignment", c.accountId), []);
  const row = v.ctx.db
    .updateTable("assignments")
    .set({ operationKind: "delete", operationStartedAt: v.now(), ownership: "standing" })
    .where("accountId", "=", c.accountId);
  await assert.rejects(row.execute(), /check/);
});

test("5. an assignment stays while any grant wants it, and goes when none does", async () => {
  const c = await aCase();
  const [one, two] = [await c.granted(), await c.granted()];
  await v.liveUntil(v.after(60));
  await endGrant(v.ctx, { caller: as(c.requester), grantId: one.id });
  await v.liveUntil(v.after(60));
  assert.equal((await v.grant(one.id)).state, "ended");
  assert.equal(await v.held(c.key), true);
  await endGrant(v.ctx, { caller: as(c.requester), grantId: two.id });
  await v.liveUntil(v.after(60));
  assert.equal(await v.held(c.key), false);
  assert.equal((await v.existed(c.key)).length, 1);
});

test("6. ending access cannot be blocked by a policy, a setting or a reference that is gone", async () => {
  const c = await aCase();
  const grant = await c.granted();
  await v.liveUntil(v.after(60));
  const { db } = v.ctx;
  await db.deleteFrom("eligibilityPolicies").where("id", "=", c.policy.id).execute();
  await db.deleteFrom("approvalPolicies").where("id", "=", c.approval.id).execute();
  await db.deleteFrom("accounts").where("id", "=", c.accountId).execute();
  await db.updateTable("permissionSets").set({ goneAt: v.now() }).where("arn", "=", c.role.arn).execute();
  await withSettings(db, { approvalWorkflow: false, adminGroupId: "gone", maxDurationMinutes: 15 });
  await endGrant(v.ctx, { caller: as(c.requester), grantId: grant.id });
  await v.liveUntil(v.after(60));
  assert.equal((await v.grant(grant.id)).state, "ended");
  assert.equal(await v.held(c.key), false);
  await db.updateTable("permissionSets").set({ goneAt: null }).where("arn", "=", c.role.arn).execute();
  await withSettings(db, { approvalWorkflow: true, adminGroupId: null, maxDurationMinutes: 540 });
});

test("7. a state shown is a state AWS confirmed", async () => {
  const c = await aCase();
  const grant = await c.granted();
  await v.work();
  const [call] = await callsOf("CreateAccountAssignment", c.accountId);
  assert.ok(call, "the call was sent");
  assert.equal((await v.grant(grant.id)).state, "activating", "and that alone makes nothing active");
  await v.liveUntil(v.after(30));
  const active = await v.grant(grant.id);
  const [existed] = await v.existed(c.key);
  assert.ok(existed && active.activatedAt && active.activatedAt.getTime() >= Date.parse(existed.beganAt));
  await v.liveUntil(grant.endsAt);
  await v.work();
  assert.equal((await v.grant(grant.id)).state, "ending");
  await v.liveUntil(v.after(30));
  const ended = await v.grant(grant.id);
  const [gone] = await v.existed(c.key);
  assert.ok(gone?.ceasedAt && ended.endedAt && ended.endedAt.getTime() >= Date.parse(gone.ceasedAt));
});

test("8. every transition is an audit event, chained, and nothing rewrites it", async () => {
  const c = await aCase();
  const grant = await c.granted();
  await v.liveUntil(v.after(7_200));
  const events = await v.ctx.db
    .selectFrom("auditEvents")
    .select("action")
    .where("requestId", "=", grant.requestId)
    .orderBy("seq")
    .execute();
  const actions = events.map(({ action }) => action);
  const life = [
    "request.created",
    "request.approved",
    "grant.activating",
    "grant.active",
    "grant.ending",
    "grant.ended",
  ];
  assert.deepEqual(
    actions.filter((action) => life.includes(action)),
    life,
  );
  assert.equal((await verifyAudit(v.ctx.db)).whole, true);
  await assert.rejects(sql`update audit_events set actor_id = 'nobody'`.execute(v.ctx.db), /append-only/);
});

test("9. clients never supply authority: what claims it is refused, not ignored", async () => {
  const c = await aCase();
  for (const claim of ["requesterId", "approverId", "state", "groups", "approvalRequired", "decisions", "endsAt"]) {
    assert.equal(requestInput.safeParse(c.input).success, true);
    assert.equal(requestInput.safeParse({ ...c.input, [claim]: "x" }).success, false, claim);
  }
});

test("10. authority is looked up when it is used: who left cannot decide, who joined can", async () => {
  const c = await aCase();
  const { request } = await c.send();
  const { db } = v.ctx;
  const newcomer = await personCalled("sofia.rossi");
  const membership = { groupId: c.leads.id, personId: c.decider.id };
  await db.deleteFrom("memberships").where("groupId", "=", c.leads.id).where("personId", "=", c.decider.id).execute();
  await refusalOf(c.approve(request.id));
  await db.insertInto("memberships").values({ groupId: c.leads.id, personId: newcomer.id }).execute();
  const { grants } = await approveRequest(v.ctx, { caller: as(newcomer), requestId: request.id });
  assert.equal(grants.length, 1);
  await db.deleteFrom("memberships").where("groupId", "=", c.leads.id).where("personId", "=", newcomer.id).execute();
  await db.insertInto("memberships").values(membership).execute();
});

test("11. a dead channel delays no grant and no end", async () => {
  const c = await aCase();
  let tried = 0;
  const dead = {
    channel: "email",
    send: () => {
      tried += 1;
      return new Promise<void>(() => undefined);
    },
  };
  const grant = await c.granted();
  const scheduler = { now: v.now, sleepUntil: () => new Promise<void>(() => undefined) };
  const courier = deliverDue(v.ctx, { notifiers: [dead], scheduler });
  courier.catch(() => undefined);
  await until(() => tried > 0);
  await v.liveUntil(v.after(30));
  assert.equal((await v.grant(grant.id)).state, "active");
  await v.liveUntil(v.after(4_000));
  assert.equal((await v.grant(grant.id)).state, "ended");
});

test("12. workers that die at random moments break none of it", async () => {
  const cases = [];
  for (let n = 0; n < 5; n += 1) cases.push(await aCase());
  const grants = [];
  for (const c of cases) grants.push({ c, grant: await c.granted() });
  let calls = 0;
  const dying = <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) => {
    return async (...args: Args): Promise<Answer> => {
      calls += 1;
      // Every third call, by turns before and after it did its work: its process is gone.
      if (calls % 6 === 3) throw new Error("died");
      const answer = await call(...args);
      if (calls % 6 === 0) throw new Error("died");
      return answer;
    };
  };
  const api: AssignmentApi = {
    isAssigned: dying(v.api.isAssigned),
    create: dying(v.api.create),
    remove: dying(v.api.remove),
    status: dying(v.api.status),
    underWay: dying(v.api.underWay),
    firstListed: dying(v.api.firstListed),
  };
  for (let life = 0; life < 60; life += 1) {
    const mortal = v.variant({ api, holder: `life-${life}` });
    await v.liveUntil(v.after(120), mortal).catch((problem) => assert.match(String(problem), /died/));
    v.simulator.clock.advance(31_000);
  }
  await v.liveUntil(v.after(2 * 3_600), v.variant({ holder: "last" }));
  for (const { c, grant } of grants) {
    const { state, startsAt } = await v.grant(grant.id);
    assert.equal(state, "ended");
    assert.equal(await v.held(c.key), false);
    for (const { beganAt } of await v.existed(c.key)) {
      assert.ok(Date.parse(beganAt) >= startsAt.getTime());
      assert.ok(Date.parse(beganAt) < grant.endsAt.getTime(), "nothing begins after the window");
    }
  }
  assert.equal((await verifyAudit(v.ctx.db)).whole, true);
});
