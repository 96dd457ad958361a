import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { appendAudit } from "../store/audit-events.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
  const { db, ctx, people, accounts } = world;
  const actor = { kind: "person" as const, id: people.admin.id };
  const entry = (n: number) => ({
    actor,
    action: n % 2 ? "grant.activated" : "request.created",
    subject: { kind: "request", id: String(n) },
    personId: people.requester.id,
    ...(n === 3 ? { accountId: accounts.first.id } : {}),
    data: { n },
  });
  await db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at: ctx.clock.now(), newId: () => ctx.ids.newId() }, [1, 2, 3, 4, 5].map(entry)),
    );
});
after(() => world.close());

const numbers = (items: { data: { n: number } }[]) => items.map(({ data }) => data.n);

test("auditors, and nobody else, read the log newest first, by page and filter", async () => {
  const { auditor } = world.as;
  const first = await auditor("GET", "audit-events?limit=2");
  assert.deepEqual(numbers(first.json.items), [5, 4]);
  assert.equal(first.json.items[0].actor.displayName, "Adam Admin");
  const second = await auditor("GET", `audit-events?limit=2&cursor=${first.json.nextCursor}`);
  assert.deepEqual(numbers(second.json.items), [3, 2]);
  assert.deepEqual(numbers((await auditor("GET", "audit-events?action=grant.")).json.items), [5, 3, 1]);
  assert.deepEqual(numbers((await auditor("GET", "audit-events?action=request.created")).json.items), [4, 2]);
  assert.deepEqual(numbers((await auditor("GET", `audit-events?account=${world.accounts.first.id}`)).json.items), [3]);
  assert.deepEqual((await auditor("GET", `audit-events?actor=${world.people.stranger.id}`)).json.items, []);
  assert.deepEqual((await auditor("GET", "audit-events?from=2026-11-21T00:00:00Z")).json.items, []);
  assert.equal(
    (await auditor("GET", "audit-events?from=2026-11-20T00:00:00%2B01:00&to=2026-11-21T00:00:00Z")).json.items.length,
    5,
  );
  for (const who of ["admin", "approver", "requester", "stranger"] as const) {
    assert.equal((await world.as[who]("GET", "audit-events")).status, 403);
    assert.equal((await world.as[who]("GET", "audit-events.csv")).status, 403);
  }
  assert.equal((await world.as.anonymous("GET", "audit-events.csv")).status, 401);
});

test("bad filters are refused, and never reach the database", async () => {
  for (const query of [
    "from=yesterday",
    "from=-271821-04-20T00:00:00Z",
    "to=99999-01-01T00:00:00Z",
    "account=12",
    "action=%00",
    "request=1",
    "limit=0",
    "limit=1e3",
    "cursor=W10",
    "from=2026-11-20T00:00:00Z&from=2026-11-21T00:00:00Z",
  ]) {
    const answer = await world.as.auditor("GET", `audit-events?${query}`);
    assert.equal(answer.status, 400, `${query}: ${JSON.stringify(answer.json)}`);
  }
});

test("the export holds every event once, and no cell that a spreadsheet would run", async () => {
  const { db, ctx } = world;
  await db
    .transaction()
    .execute((trx) =>
      appendAudit(trx, { at: ctx.clock.now(), newId: () => ctx.ids.newId() }, [
        { actor: { kind: "system" }, action: "request.created", subject: { kind: "=1+1", id: '@SUM("a",1)' } },
      ]),
    );
  const answer = await world.as.auditor("GET", "audit-events.csv");
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get("content-type") ?? "", /^text\/csv/);
  const lines = answer.json.text.trimEnd().split("\r\n");
  assert.equal(lines.length, 7);
  assert.match(lines[1], /,'=1\+1,"'@SUM\(""a"",1\)",/);
  assert.match(lines[2], /Adam Admin/);
});

test("the account filter finds all that became of a request for several accounts", async () => {
  const { requester, approver, auditor } = world.as;
  const { first, second } = world.accounts;
  const { json } = await requester("POST", "requests", {
    accountIds: [first.id, second.id],
    permissionSetArn: world.role.arn,
    durationMinutes: 60,
    justification: "deploy",
  });
  assert.equal((await approver("POST", `requests/${json.id}/reject`)).status, 200);
  for (const { id } of [first, second]) {
    const found = (await auditor("GET", `audit-events?account=${id}&request=${json.id}`)).json.items;
    assert.deepEqual(
      found.map(({ action }: { action: string }) => action),
      ["request.rejected", "request.created"],
    );
  }
  const { elsewhere } = world.accounts;
  assert.deepEqual((await auditor("GET", `audit-events?account=${elsewhere.id}`)).json.items, []);
});

test("events of one instant and of instants out of order are listed once each, newest first, page by page", async () => {
  const { db, ctx } = world;
  const later = [20, 30, 10, 30].map((minutes) => new Date(ctx.clock.now().getTime() + minutes * 60_000));
  for (const [n, at] of later.entries())
    await db
      .transaction()
      .execute((trx) =>
        appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
          { actor: { kind: "system" }, action: "paging.tried", subject: { kind: "test", id: String(n) } },
        ]),
      );
  const seen: string[] = [];
  let cursor = "";
  do {
    const { json } = await world.as.auditor("GET", `audit-events?action=paging.tried&limit=1&cursor=${cursor}`);
    seen.push(...json.items.map(({ subject }: { subject: { id: string } }) => subject.id));
    cursor = json.nextCursor ?? "";
  } while (cursor);
  assert.deepEqual(seen, ["3", "1", "0", "2"]);
});
