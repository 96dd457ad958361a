import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { besideTransaction } from "../../test/guard-transactions.ts";
import { openSignedInWorld, type SignedInWorld } from "../../test/signed-in.ts";
import { onPostgres } from "../../test/with-database.ts";
import { lockAssignment } from "../store/assignments.ts";
import { changeFinding } from "../store/drift-findings.ts";

let world: SignedInWorld;
before(async () => {
  world = await openSignedInWorld();
});
after(() => world.close());

const aFinding = async (n: number, kind: "person" | "group" = "person", principalId = `somebody-${n}`) => {
  const id = world.ctx.ids.newId();
  const at = new Date(world.at.getTime() - n * 60_000);
  await world.db
    .insertInto("driftFindings")
    .values({
      ...{ id, kind: "foreign", principalKind: kind, principalId, accountId: world.accounts.first.id },
      ...{ permissionSetArn: world.role.arn, state: "open", foundAt: at, lastSeenAt: at },
    })
    .execute();
  return id;
};

test("admins and auditors read what was found, and only admins decide", async () => {
  const id = await aFinding(1);
  for (const path of ["drift", "drift-findings"]) {
    for (const who of ["admin", "auditor"] as const) assert.equal((await world.as[who]("GET", path)).status, 200);
    for (const who of ["requester", "approver", "stranger"] as const)
      assert.equal((await world.as[who]("GET", path)).json.error.code, "reader.required");
    assert.equal((await world.as.anonymous("GET", path)).status, 401);
  }
  const verbs = ["accept", "remove", "call-off"].map((verb) => `drift-findings/${id}/${verb}`);
  for (const path of [...verbs, "drift/reset-fuse"]) {
    for (const who of ["auditor", "requester", "approver", "stranger"] as const)
      assert.deepEqual((await world.as[who]("POST", path)).json.error.code, "admin.required");
    const client = await world.bearerOf(world.people.admin, ["system:read"]);
    assert.equal((await client("POST", path)).json.error.code, "scope.missing");
  }
  const { items } = (await world.as.auditor("GET", "drift-findings")).json;
  assert.deepEqual(items[0].abilities, { accept: false, remove: false, callOff: false });
  assert.equal((await world.as.admin("POST", "drift/reset-fuse")).json.error.code, "drift-fuse.not-blown");
});

test("an admin lets a finding stay or has it taken away, once, and both are in the audit log", async () => {
  const stays = await aFinding(2);
  const goes = await aFinding(3, "group");
  const accepted = await world.as.admin("POST", `drift-findings/${stays}/accept`, { comment: "emergency access" });
  assert.deepEqual(
    [accepted.status, accepted.json.state, accepted.json.comment],
    [200, "accepted", "emergency access"],
  );
  assert.equal((await world.as.admin("POST", `drift-findings/${stays}/accept`)).status, 409);
  const removing = await world.as.admin("POST", `drift-findings/${goes}/remove`);
  assert.deepEqual([removing.json.state, removing.json.removalBecause], ["removing", "admin"]);
  const row = await world.db
    .selectFrom("assignments")
    .select(["ownership", "isGroup", "findingId", "lane"])
    .where("personId", "=", "somebody-3")
    .executeTakeFirst();
  assert.deepEqual(row, { ownership: "ours", isGroup: true, findingId: goes, lane: "end" });
  assert.equal(
    (await world.as.admin("POST", `drift-findings/${goes}/remove`)).json.error.code,
    "drift-finding.decided",
  );
  const unknown = world.ctx.ids.newId();
  assert.equal((await world.as.admin("POST", `drift-findings/${unknown}/remove`)).status, 404);
  const events = await world.db.selectFrom("auditEvents").select("action").where("action", "like", "drift.%").execute();
  const actions = new Set(events.map(({ action }) => action));
  for (const action of ["drift.accepted", "drift.removal-asked", "drift.refused"])
    assert.ok(actions.has(action), action);
});

test("an admin calls off a removal that is not carried out: it may stay, nothing is asked of AWS, and it can be removed again", async () => {
  const id = await aFinding(8, "group");
  const callOff = () => world.as.admin("POST", `drift-findings/${id}/call-off`, { comment: "AWS refuses" });
  assert.equal((await callOff()).json.error.code, "drift-finding.not-removing");
  const asked = await world.as.admin("POST", `drift-findings/${id}/remove`);
  assert.equal(asked.json.abilities.callOff, true);
  const row = world.db.updateTable("assignments").where("personId", "=", "somebody-8");
  const later = new Date(world.ctx.clock.now().getTime() + 60_000);
  for (const [busy, free] of [
    [
      { leaseHolder: "w", leaseUntil: later },
      { leaseHolder: null, leaseUntil: null },
    ],
    [{ removalDoubtUntil: later }, { removalDoubtUntil: null }],
  ] as const) {
    await row.set(busy).execute();
    assert.equal((await callOff()).json.error.code, "drift-finding.busy");
    await row.set(free).execute();
  }
  await row.set({ lastError: "AccessDeniedException: no", attempts: 3 }).execute();
  const { status, json } = await callOff();
  assert.deepEqual(
    [status, json.state, json.comment, json.removalBecause, json.lastError, json.abilities],
    [200, "accepted", "AWS refuses", null, null, { accept: false, remove: true, callOff: false }],
  );
  const columns = ["ownership", "findingId", "nextAt", "unwantedSince", "attempts"] as const;
  const kept = world.db.selectFrom("assignments").select(columns).where("personId", "=", "somebody-8");
  const nothing = { ownership: "none", findingId: null, nextAt: null, unwantedSince: null, attempts: 0 };
  assert.deepEqual(await kept.executeTakeFirst(), nothing);
  const event = world.db.selectFrom("auditEvents").select("data").where("action", "=", "drift.removal-called-off");
  const data = (await event.executeTakeFirstOrThrow()).data as Record<string, unknown>;
  assert.deepEqual([data.because, data.lastError, data.comment], ["admin", "AccessDeniedException: no", "AWS refuses"]);
  assert.equal((await world.as.admin("POST", `drift-findings/${id}/remove`)).json.state, "removing");
  await world.db.deleteFrom("assignments").where("findingId", "=", id).execute();
  await world.db.deleteFrom("driftFindings").where("id", "=", id).execute();
});

test("nobody says of access of their own that it may stay, be it theirs or a group's; giving it up they may", async () => {
  const own = await aFinding(5, "person", world.people.admin.id);
  const twin = { id: "adm-twin", userName: "adm-twin", email: world.people.admin.email?.toUpperCase() ?? "" };
  await world.db
    .insertInto("people")
    .values({ ...twin, displayName: "The same admin", enabled: true })
    .execute();
  const ofTwin = await aFinding(7, "person", twin.id);
  const ofGroup = await aFinding(6, "group", world.groups.admins.id);
  for (const id of [own, ofTwin, ofGroup]) {
    const { status, json } = await world.as.admin("POST", `drift-findings/${id}/accept`);
    assert.deepEqual([status, json.error.code], [403, "drift-finding.own"]);
  }
  const { items } = (await world.as.admin("GET", "drift-findings?limit=100")).json;
  const abilities = (id: string) => items.find((one: { id: string }) => one.id === id).abilities;
  for (const id of [own, ofTwin, ofGroup])
    assert.deepEqual(abilities(id), { accept: false, remove: true, callOff: false });
  const givenUp = (await world.as.admin("POST", `drift-findings/${own}/remove`)).json;
  assert.deepEqual([givenUp.state, givenUp.abilities.callOff], ["removing", false]);
  const calledOff = await world.as.admin("POST", `drift-findings/${own}/call-off`);
  assert.deepEqual([calledOff.status, calledOff.json.error.code], [403, "drift-finding.own"]);
  await world.db.deleteFrom("assignments").where("findingId", "=", own).execute();
  await world.db.deleteFrom("driftFindings").where("id", "in", [own, ofTwin, ofGroup]).execute();
  await world.db.deleteFrom("people").where("id", "=", twin.id).execute();
});

test("a decision waits for the assignment before it locks what was found on it, as a look does", async () => {
  const id = await aFinding(4);
  const key = { personId: "somebody-4", accountId: world.accounts.first.id, permissionSetArn: world.role.arn };
  await world.db.insertInto("assignments").values(key).execute();
  let deciding: ReturnType<typeof world.as.admin> | undefined;
  await world.db.transaction().execute(async (trx) => {
    await lockAssignment(trx, key);
    deciding = besideTransaction(() => world.as.admin("POST", `drift-findings/${id}/remove`));
    for (let attempt = 0; onPostgres && attempt < 5_000; attempt += 1) {
      const { rows } = await sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(trx);
      if (rows.length > 0) break;
    }
    await changeFinding(trx, { id, change: { lastSeenAt: world.at } });
  });
  assert.equal((await deciding)?.json.state, "removing");
  await world.db.deleteFrom("assignments").where("personId", "=", key.personId).execute();
  await world.db.deleteFrom("driftFindings").where("id", "=", id).execute();
});

test("findings come newest first, page by page, by state; what is malformed is refused", async () => {
  const first = (await world.as.admin("GET", "drift-findings?limit=2")).json;
  const rest = (await world.as.admin("GET", `drift-findings?limit=2&cursor=${first.nextCursor}`)).json;
  const names = [...first.items, ...rest.items].map(({ principal }) => principal.id);
  assert.deepEqual(names, ["somebody-1", "somebody-2", "somebody-3"]);
  assert.equal(rest.nextCursor, undefined);
  const removing = (await world.as.admin("GET", "drift-findings?state=removing,removed")).json;
  assert.deepEqual(
    removing.items.map(({ principal }: { principal: { id: string } }) => principal.id),
    ["somebody-3"],
  );
  for (const query of ["state=none", "cursor=x", "limit=0", "who=me"])
    assert.equal((await world.as.admin("GET", `drift-findings?${query}`)).status, 400, query);
});
