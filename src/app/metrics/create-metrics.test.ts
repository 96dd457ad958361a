import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { parse } from "yaml";
import { insertGrant } from "../../../test/a-grant.ts";
import { testContext, testStart } from "../../../test/builders.ts";
import { openTestDatabase } from "../../../test/with-database.ts";
import { createLog } from "../../http/log.ts";
import type { Database } from "../../store/database.ts";
import { takeIntoStop } from "../../store/emergency-stop-grants.ts";
import { changeStop, insertStop } from "../../store/emergency-stops.ts";
import { createMetrics } from "./create-metrics.ts";
import { createInstruments } from "./instruments.ts";

let database: Database;
let ctx: ReturnType<typeof testContext>;
let metrics: () => Promise<string>;

const clock = { now: () => ctx.clock.now() };
const log = createLog({ clock: { now: () => testStart }, level: "silent" });
const of = (one: Database) =>
  createMetrics({ db: one.db, clock, version: "test", instruments: createInstruments("test"), log });

before(async () => {
  database = await openTestDatabase();
  ctx = testContext(database.db);
  metrics = of(database);
});
after(() => database.close());

const inSeconds = (seconds: number) => new Date(testStart.getTime() + seconds * 1_000);
const line = (text: string, start: string) =>
  Number(
    text
      .split("\n")
      .find((one) => one.startsWith(`${start} `))
      ?.slice(start.length + 1),
  );

/** A grant of the first minute that AWS confirmed as ended at that second. */
const endedAfter = async (seconds: number, facts: { person: string; early?: boolean; kept?: "standing" }) => {
  const key = { personId: facts.person, accountId: "111111111111", permissionSetArn: "arn:role" };
  const id = await insertGrant(database.db, { key, startsAt: testStart, endsAt: inSeconds(60) });
  const grant = database.db.updateTable("grants").where("id", "=", id);
  const asked = { state: "ending", endReason: facts.early ? "revoked" : "elapsed" } as const;
  await grant.set({ ...asked, activatedAt: testStart, endAskedAt: inSeconds(facts.early ? 20 : 61) }).execute();
  await grant.set({ state: "ended", endedAt: inSeconds(seconds), kept: facts.kept ?? null }).execute();
};

test("how late access ended is counted by the rows, from when it had to end, and never from access that stays", async () => {
  await endedAfter(60.25, { person: "in-time" });
  await endedAfter(60 + 3_000, { person: "late" });
  await endedAfter(21, { person: "early", early: true });
  await endedAfter(60 + 90_000, { person: "kept", kept: "standing" });
  const text = await metrics();
  const counted = (le: string, ended: string) =>
    line(text, `stint_grant_over_window_seconds_bucket{le="${le}",ended="${ended}"}`);
  assert.deepEqual(
    ["0.25", "900", "3600", "+Inf"].map((le) => counted(le, "elapsed")),
    [1, 1, 2, 2],
  );
  assert.deepEqual(
    ["0.5", "1", "+Inf"].map((le) => counted(le, "early")),
    [0, 1, 1],
  );
  assert.equal(line(text, `stint_grant_over_window_seconds_sum{ended="elapsed"}`), 3_000.25);
  assert.equal(line(text, `stint_grant_over_window_seconds_count{ended="early"}`), 1);
});

test("what is not as wanted is told with its age, before anybody has worked on it", async () => {
  const key = { personId: "p-over", accountId: "222222222222", permissionSetArn: "arn:role" };
  const id = await insertGrant(database.db, { key, startsAt: testStart, endsAt: inSeconds(600) });
  await database.db
    .updateTable("grants")
    .set({ state: "active", activatedAt: testStart })
    .where("id", "=", id)
    .execute();
  ctx.moveTo(inSeconds(690));
  const text = await metrics();
  assert.equal(line(text, 'stint_assignments_not_as_wanted_oldest_seconds{wanted="absent"}'), 90);
  assert.match(text, /stint_trouble\{code="worker.missing",severity="error"\} 1/);
  await database.db.deleteFrom("grants").where("id", "=", id).execute();
  assert.doesNotMatch(await metrics(), /oldest_seconds\{wanted="absent"\} 90/);
});

test("what an emergency stop has not ended yet is told from its word until AWS has confirmed it, lifted or not", async () => {
  const { db } = database;
  const key = { personId: "p-stopped", accountId: "333333333333", permissionSetArn: "arn:role" };
  const id = await insertGrant(db, { key, startsAt: testStart, endsAt: inSeconds(9_000) });
  const grant = db.updateTable("grants").where("id", "=", id);
  await grant.set({ state: "active", activatedAt: testStart }).execute();
  const stop = {
    ...{
      id: ctx.ids.newId(),
      scope: { kind: "person" as const, id: key.personId },
      comment: "stolen",
      lastError: null,
    },
    ...{ cutCredentials: false, askedById: "an-admin", askedVia: null, askedAt: inSeconds(600), carriedOutAt: null },
    ...{ cancelledRequests: 0, liftedAt: null, liftedById: null, liftComment: null },
  };
  await db.transaction().execute((trx) => insertStop(trx, { stop, idempotency: undefined }));
  ctx.moveTo(inSeconds(721));
  const told = async () => {
    const text = await metrics();
    const isLate = /stint_trouble\{code="stops.late",severity="error"\} 1/.test(text);
    const figures = ["stops_holding", "stop_access", "stop_oldest_seconds"];
    return [...figures.map((name) => line(text, `stint_emergency_${name}`)), isLate];
  };
  assert.deepEqual(await told(), [1, 1, 121, true], "a stop that nobody carries out");
  await grant.set({ state: "ending", endReason: "emergency-stop", endAskedAt: inSeconds(601) }).execute();
  await db.transaction().execute((trx) => takeIntoStop(trx, { stopId: stop.id, grantIds: [id] }));
  await changeStop(db, stop.id, { carriedOutAt: inSeconds(601) });
  assert.deepEqual(await told(), [1, 1, 121, true], "AWS has not confirmed");
  await changeStop(db, stop.id, { liftedAt: inSeconds(602), liftedById: "an-admin", liftComment: "found" });
  assert.deepEqual(await told(), [0, 1, 121, true], "a lifted one as well");
  await grant.set({ state: "ended", endedAt: inSeconds(722) }).execute();
  assert.deepEqual(await told(), [0, 0, 0, false]);
});

const ops = join(import.meta.dirname, "../../../ops");
const namesIn = (expression: string) => [
  ...expression.replaceAll(/"[^"]*"/g, "").matchAll(/\b(?:stint|process|nodejs)_[a-z0-9_]+/g),
];

test("every metric that the alerts and the dashboard ask for is one that is told", async () => {
  const told = new Set([...(await metrics()).matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name));
  const alerts = parse(readFileSync(join(ops, "prometheus/stint-alerts.yaml"), "utf8")) as {
    groups: { rules: { alert: string; expr: string; annotations: Record<string, string> }[] }[];
  };
  const rules = alerts.groups.flatMap((group) => group.rules);
  const dashboard = readFileSync(join(ops, "grafana/stint-dashboard.json"), "utf8");
  const panels: { targets?: { expr: string }[]; id: number }[] = JSON.parse(dashboard).panels;
  const expressions = [
    ...rules.map(({ expr }) => expr),
    ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
  ];
  assert.ok(expressions.length > 60, `${expressions.length} expressions were found`);
  for (const expression of expressions) {
    const names = namesIn(expression).map(([name]) => name);
    assert.ok(names.length > 0, expression);
    for (const name of names) assert.ok(told.has(name) || told.has(name.replace(/_(bucket|sum|count)$/, "")), name);
  }
  assert.equal(new Set(panels.map(({ id }) => id)).size, panels.length, "no two panels have one id");
  const page = readFileSync(join(ops, "../docs/alerts.md"), "utf8");
  for (const { alert, annotations } of rules) {
    assert.equal(annotations.runbook_url, `docs/alerts.md#${alert.toLowerCase()}`);
    assert.match(page, new RegExp(`^### ${alert}$`, "m"), `${alert} is not in docs/alerts.md`);
  }
  const described = readFileSync(join(ops, "../docs/observability.md"), "utf8");
  for (const name of told)
    if (name?.startsWith("stint_"))
      assert.ok(described.includes(`\`${name}\``), `${name} is not in docs/observability.md`);
});

test("asking costs no look through what is over", async (t) => {
  if (database.kind !== "pglite") return t.skip("what is asked is seen in the embedded database only");
  const { pglite } = database;
  const asked: { text: string; parameters: unknown[] }[] = [];
  const query = pglite.query.bind(pglite);
  const watched = t.mock.method(pglite, "query", (text: string, parameters: unknown[]) => {
    asked.push({ text, parameters });
    return query(text, parameters);
  });
  await metrics();
  watched.mock.restore();
  assert.ok(asked.length > 15, `${asked.length} questions were seen`);
  await sql`set enable_seqscan = off`.execute(database.db);
  for (const { text, parameters } of asked) {
    const { rows } = await pglite.query<Record<string, string>>(`explain ${text}`, parameters);
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    assert.doesNotMatch(
      plan,
      /Seq Scan on (grants|requests|deliveries|notices|audit_events|activity_readings|emergency_stop_grants)/,
      text,
    );
  }
});

test("whoever asks while another is answered gets the same answer, and a database that is gone is told", async () => {
  const [one, other] = [metrics(), metrics()];
  assert.equal(one, other);
  assert.equal(line(await one, "stint_database_up"), 1);
  const gone = await openTestDatabase();
  const asking = of(gone);
  await gone.close();
  const text = await asking();
  assert.equal(line(text, "stint_database_up"), 0);
  assert.doesNotMatch(text, /stint_assignments_not_as_wanted/);
  assert.match(text, /stint_build_info\{version="test"\} 1/);
});
