import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import type { ActivityEvent } from "../core/activity-event.ts";
import { keepEvents } from "../store/activity-events.ts";
import { tellSource } from "../store/activity-source.ts";

let world: SignedInWorld;
let grantId = "";
const everybody = ["requester", "approver", "auditor", "admin", "stranger"] as const;
const at = (minutes: number) => new Date(world.at.getTime() + minutes * 60_000);

const anEvent = (id: string, minute: number, part: Partial<ActivityEvent> = {}): ActivityEvent => ({
  ...{ id, at: at(minute), service: "s3.amazonaws.com", action: "ListBuckets", region: "eu-central-1" },
  ...{ sourceIp: "203.0.113.7", userAgent: "aws-cli", errorCode: null, errorMessage: null, readOnly: true },
  ...{ resources: [{ type: "AWS::S3::Bucket", name: "arn:aws:s3:::ledger" }], outcome: "success" },
  ...part,
});

const keep = (events: ActivityEvent[]) => world.db.transaction().execute((trx) => keepEvents(trx, { grantId, events }));

const reading = (set: object) =>
  world.db.updateTable("activityReadings").set(set).where("grantId", "=", grantId).execute();

const path = (rest = "") => `grants/${grantId}/activity${rest}`;
const sourceAs = async (who: (typeof everybody)[number]) => (await world.as[who]("GET", path())).json.source;

before(async () => {
  world = await openSignedInWorld({ eligible: "at-once" });
  const key = {
    personId: world.people.requester.id,
    accountId: world.accounts.first.id,
    permissionSetArn: world.role.arn,
  };
  grantId = await insertGrant(world.db, { key, startsAt: world.at, endsAt: at(60) });
  await world.db
    .updateTable("grants")
    .set({ state: "active", activatedAt: world.at })
    .where("id", "=", grantId)
    .execute();
});
after(() => world.close());

test("without a trail it is said plainly, and no empty file is given", async () => {
  const source = await sourceAs("requester");
  assert.deepEqual([source.configured, source.state], [false, "none"]);
  assert.equal((await world.as.requester("GET", path(".csv"))).json.error.code, "activity.no-source");
  await tellSource(world.db, { kind: "s3", at: world.at });
});

test("what was done is shown to the holder, to approvers of the request and to auditors; being admin shows nobody's", async () => {
  await keep([anEvent("e1", 5)]);
  for (const who of everybody) {
    const may = who !== "admin" && who !== "stranger";
    for (const rest of ["", ".csv", "/summary"]) {
      const answer = await world.as[who]("GET", path(rest));
      assert.equal(answer.status, may ? 200 : 404, `${who} ${rest}`);
      if (!may) assert.equal(answer.json.error.code, "grant.not-found");
    }
    const grant = await world.as[who]("GET", `grants/${grantId}`);
    if (who !== "stranger") assert.equal(grant.json.abilities.readActivity, may, who);
  }
  const listed = await world.as.admin("GET", "grants?view=all");
  assert.deepEqual(
    listed.json.items.map((one: { abilities: { readActivity: boolean } }) => one.abilities.readActivity),
    [false],
  );
  assert.equal((await world.as.anonymous("GET", path("/summary"))).status, 401);
  assert.equal((await world.as.auditor("GET", "grants/nothing/activity/summary")).status, 404);
});

test("an admin who decided the request sees what was done with it", async () => {
  const { requestId } = (await world.as.admin("GET", `grants/${grantId}`)).json;
  await world.db
    .updateTable("decisions")
    .set({ deciderId: world.people.admin.id })
    .where("requestId", "=", requestId)
    .execute();
  assert.equal((await world.as.admin("GET", path())).status, 200);
  assert.equal((await world.as.admin("GET", `grants/${grantId}`)).json.abilities.readActivity, true);
  await world.db.updateTable("decisions").set({ deciderId: null }).where("requestId", "=", requestId).execute();
});

test("a token without the scope reads nothing and is offered nothing", async () => {
  const bearer = await world.bearerOf(world.people.requester, ["grants:read"]);
  assert.equal((await bearer("GET", path("/summary"))).status, 403);
  assert.equal((await bearer("GET", `grants/${grantId}`)).json.abilities.readActivity, false);
});

test("pages, filters, the picture and the file agree, whatever the number of events", async () => {
  const services = ["s3.amazonaws.com", "ec2.amazonaws.com", "iam.amazonaws.com"];
  const outcomes = ["success", "denied", "error"] as const;
  await keep(
    Array.from({ length: 450 }, (_, n) =>
      anEvent(`many-${n}`, n % 60, {
        service: services[n % 3] ?? "",
        outcome: outcomes[n % 9 === 1 ? 1 : 0] ?? "success",
      }),
    ),
  );
  const all = async (query: string) => {
    const ids: string[] = [];
    let cursor = "";
    do {
      const { json, status } = await world.as.auditor("GET", path(`?limit=200&${query}&cursor=${cursor}`));
      assert.equal(status, 200);
      ids.push(...json.items.map(({ id }: { id: string }) => id));
      cursor = json.nextCursor ?? "";
    } while (cursor);
    assert.equal(new Set(ids).size, ids.length, "no event comes twice");
    return ids;
  };
  const queries: [string, number][] = [
    ["", 451],
    ["outcome=denied", 50],
    ["service=ec2.amazonaws.com&outcome=success", 100],
    ["service=ec2.amazonaws.com,iam.amazonaws.com", 300],
    [`from=${at(10).toISOString()}&to=${at(20).toISOString()}`, 80],
    ["service=lambda.amazonaws.com", 0],
  ];
  for (const [query, count] of queries) {
    const summary = (await world.as.auditor("GET", path(`/summary?${query}`))).json;
    const counted = summary.counts.reduce((sum: number, one: { count: number }) => sum + one.count, 0);
    const file = (await world.as.auditor("GET", path(`.csv?${query}`))).json.text.trimEnd().split("\r\n");
    assert.deepEqual(
      [(await all(query)).length, summary.total, counted, file.length - 1],
      [count, count, count, count],
      query,
    );
    assert.deepEqual(summary.services, [...services].sort());
    assert.ok(new Set(summary.counts.map((one: { at: string }) => one.at)).size <= 31);
  }
});

test("the file holds no formula, whatever somebody called their tool", async () => {
  await keep([
    anEvent("=1+1", 59, {
      userAgent: "=cmd|' /C calc'!A0",
      errorMessage: "+SUM(A1)",
      errorCode: "@x",
      outcome: "error",
    }),
  ]);
  const { json } = await world.as.auditor("GET", path(".csv?outcome=error"));
  assert.match(json.text, /\r\n'=1\+1,.*,'@x,'\+SUM\(A1\),/);
  assert.match(json.text, /,'=cmd\|' \/C calc'!A0\r\n/);
});

test("bad questions are refused in words", async () => {
  for (const query of [
    "outcome=bad",
    "service=s3;drop",
    "from=now",
    "to=never",
    "region=eu-central-1",
    "cursor=zzz",
    "limit=0",
  ])
    assert.equal((await world.as.auditor("GET", path(`?${query}`))).status, 400, query);
  for (const query of ["limit=1", "cursor=e30", "outcome=bad"])
    assert.equal((await world.as.auditor("GET", path(`/summary?${query}`))).status, 400, query);
});

test("opening the page has the trail looked at soon, and a later page or somebody who may not see it does not", async () => {
  const later = at(30);
  const askedAt = async () =>
    (
      await world.db
        .selectFrom("activityReadings")
        .select("askedAt")
        .where("grantId", "=", grantId)
        .executeTakeFirstOrThrow()
    ).askedAt;
  await reading({ nextAt: later, askedAt: null });
  await world.as.admin("GET", path());
  const { nextCursor } = (await world.as.auditor("GET", path("?limit=1"))).json;
  assert.notEqual(await askedAt(), null);
  await reading({ nextAt: later, askedAt: null });
  await world.as.auditor("GET", path(`?limit=1&cursor=${nextCursor}`));
  await world.as.auditor("GET", path("/summary"));
  assert.equal(await askedAt(), null);
});

test("what is known of the reading is said as it is: under way, failing, complete, too many", async () => {
  await reading({ leaseUntil: at(5), progressDone: 3, progressTotal: 10 });
  assert.deepEqual((await sourceAs("auditor")).progress, { done: 3, total: 10 });
  await reading({ leaseUntil: null, lastError: "AccessDenied: no", attempts: 2 });
  const failing = await sourceAs("auditor");
  assert.deepEqual([failing.state, failing.lastError, failing.complete], ["failing", "AccessDenied: no", false]);
  await reading({ lastError: null, attempts: 0, complete: true, nextAt: null, readUpTo: at(120), readAt: at(120) });
  const complete = await sourceAs("auditor");
  assert.deepEqual([complete.state, complete.complete, complete.readUpTo], ["complete", true, at(120).toISOString()]);
  await reading({ capped: true });
  const capped = await sourceAs("auditor");
  assert.deepEqual([capped.complete, capped.capped], [false, true]);
  assert.match(capped.message, /first 200,000 events/);
  await reading({ capped: false });
});

test("nothing is called complete, or read, of a time of which the trail has delivered nothing", async () => {
  const told = (newestDeliveryAt: Date | null, lookedAt: Date) =>
    world.db.updateTable("activitySource").set({ newestDeliveryAt, lookedAt }).execute();
  const before = { complete: false, nextAt: at(200), readUpTo: at(50), lastError: null };
  await reading(before);
  await told(at(40), at(60));
  assert.equal((await sourceAs("auditor")).readUpTo, at(40).toISOString());
  await told(at(-180), at(60));
  const silent = await sourceAs("auditor");
  assert.deepEqual([silent.readUpTo, silent.complete], [null, false]);
  assert.match(silent.message, /not known: the trail has delivered nothing since \d{4}-/);
  await reading({ complete: true, nextAt: null, isUnsure: true, newestDeliveryAt: null });
  const unsure = await sourceAs("auditor");
  assert.deepEqual([unsure.state, unsure.complete], ["complete", false]);
  assert.match(unsure.message, /not sure that this is all: the trail was never seen to deliver/);
  await reading({ isUnsure: false, unreadable: 3 });
  assert.match((await sourceAs("auditor")).message, /some of the trail could not be understood/);
  await reading({ unreadable: 0, readUpTo: at(120) });
  await told(null, at(60));
});

test("what was collected stays when no trail is read any more", async () => {
  await tellSource(world.db, { kind: null, at: world.at });
  const { json } = await world.as.requester("GET", path("?limit=1"));
  assert.deepEqual([json.items.length, json.source.state, json.source.complete], [1, "complete", true]);
  await tellSource(world.db, { kind: "s3", at: world.at });
});

test("access that has not begun, and access that never did, say so", async () => {
  const key = {
    personId: world.people.requester.id,
    accountId: world.accounts.second.id,
    permissionSetArn: world.role.arn,
  };
  grantId = await insertGrant(world.db, { key, startsAt: at(60), endsAt: at(120) });
  const waiting = await sourceAs("requester");
  assert.deepEqual([waiting.state, waiting.message], ["waiting", "The access has not begun."]);
  await world.db
    .updateTable("grants")
    .set({ state: "failed", endedAt: at(120), failure: "no" })
    .where("id", "=", grantId)
    .execute();
  assert.equal((await sourceAs("requester")).state, "not-begun");
  assert.equal(
    await world.db.selectFrom("activityReadings").select("grantId").where("grantId", "=", grantId).executeTakeFirst(),
    undefined,
  );
});
