import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { insertGrant } from "../../test/a-grant.ts";
import { testContext, testStart } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { takeIntoStop } from "./emergency-stop-grants.ts";
import { insertStop } from "./emergency-stops.ts";
import { findStopProgress } from "./stop-progress.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const at = (minutes: number) => new Date(testStart.getTime() + minutes * 60_000);

const aStop = async () => {
  const { db, ...ctx } = testContext(database.db);
  const stop = {
    ...{ id: ctx.ids.newId(), scope: { kind: "everything" as const }, comment: "drill", lastError: null },
    ...{ cutCredentials: false, askedById: "an-admin", askedVia: null, askedAt: at(1), carriedOutAt: at(1) },
    ...{ cancelledRequests: 0, liftedAt: at(1), liftedById: null, liftComment: null },
  };
  await db.transaction().execute((trx) => insertStop(trx, { stop, idempotency: undefined }));
  const take = (grantIds: string[]) =>
    db.transaction().execute((trx) => takeIntoStop(trx, { stopId: stop.id, grantIds }));
  const progress = async () => (await findStopProgress(db, { stopIds: [stop.id], now: at(60) })).get(stop.id);
  return { take, progress };
};

let people = 0;
const anEndingGrant = async (role: string, facts: { used: boolean }) => {
  people += 1;
  const key = { personId: `person-${people}`, accountId: "111111111111", permissionSetArn: `arn:${role}` };
  const id = await insertGrant(database.db, { key, startsAt: testStart, endsAt: at(600) });
  const grant = database.db.updateTable("grants").where("id", "=", id);
  await grant.set({ state: "activating" }).execute();
  if (facts.used) await grant.set({ state: "active", activatedAt: testStart }).execute();
  await grant.set({ state: "ending", endReason: "emergency-stop", endAskedAt: at(people) }).execute();
  const end = (minutes: number, kept: "standing" | null = null) =>
    grant.set({ state: "ended", endedAt: at(minutes), kept }).execute();
  return { id, end };
};

test("how far a stop is follows each end, whatever order they come in, and taking one in again counts once", async () => {
  await sql`insert into permission_sets (arn, name, description, session_duration_minutes, in_management_account, described_at)
    values ('arn:short', 's', '', 30, false, now()), ('arn:long', 'l', '', 240, false, now())`.execute(database.db);
  const stop = await aStop();
  const [early, late, short, standing, unused] = await Promise.all([
    ...["long", "long", "short", "long"].map((role) => anEndingGrant(role, { used: true })),
    anEndingGrant("long", { used: false }),
  ]);
  assert.ok(early && late && short && standing && unused);
  const figures = async () => {
    const { grants, ending, onStanding, credentialsExpireAt } = (await stop.progress()) ?? {};
    return [grants, ending, onStanding, credentialsExpireAt];
  };
  assert.deepEqual(await figures(), [0, 0, 0, null]);
  await unused.end(50);
  await stop.take([early.id, late.id, short.id, unused.id]);
  await stop.take([late.id, standing.id]);
  assert.deepEqual(await figures(), [5, 4, 0, at(60 + 240)], "what is ending can be used until now");
  await late.end(20);
  await standing.end(40, "standing");
  await early.end(10);
  assert.deepEqual(await figures(), [5, 1, 1, at(20 + 240)], "the last use of the longest session counts");
  await short.end(25);
  assert.deepEqual(await figures(), [5, 0, 1, at(20 + 240)]);
  assert.deepEqual((await stop.progress())?.endingSince, null);
});
