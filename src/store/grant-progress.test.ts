import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { insertGrant } from "../../test/a-grant.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import type { Database } from "./database.ts";
import { findGrantProgress } from "./grant-progress.ts";
import { findGrant } from "./grants.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const now = new Date("2026-11-20T10:00:00Z");
const secondsAgo = (seconds: number) => new Date(now.getTime() - seconds * 1_000);

const working = async (n: number, facts: { since: number; state: "activating" | "ending"; busy?: boolean }) => {
  const { db } = database;
  const key = { personId: `p${n}`, accountId: "111111111111", permissionSetArn: "arn" };
  const id = await insertGrant(db, { key, startsAt: secondsAgo(600), endsAt: new Date(now.getTime() + 600_000) });
  await db.updateTable("grants").set({ state: facts.state }).where("id", "=", id).execute();
  await db
    .updateTable("assignments")
    .set({
      nextAt: secondsAgo(facts.since),
      lane: facts.state === "ending" ? "end" : "activate",
      ...(facts.busy ? { operationKind: "create", operationStartedAt: now } : {}),
      attempts: n,
      lastError: n > 2 ? "Throttled" : null,
    })
    .where("personId", "=", key.personId)
    .execute();
  const grant = await findGrant(db, id);
  assert.ok(grant);
  return grant;
};

test("who waits sees their place in line: behind every end, then by who is due longer", async () => {
  const busy = await working(1, { since: 50, state: "activating", busy: true });
  const late = await working(2, { since: 10, state: "activating" });
  const early = await working(3, { since: 20, state: "activating" });
  const ending = await working(4, { since: 1, state: "ending" });
  const progress = await findGrantProgress(database.db, { grants: [busy, late, early, ending], now });
  const placeOf = (grant: { id: string }) => progress.get(grant.id)?.placeInLine;
  assert.deepEqual([busy, ending, early, late].map(placeOf), [0, 0, 1, 2]);
  assert.deepEqual(
    [progress.get(ending.id)?.attempts, progress.get(ending.id)?.lastError, progress.get(late.id)?.lastError],
    [4, "Throttled", null],
  );
});

test("a grant that AWS has nothing to do for has no progress", async () => {
  const grant = await working(9, { since: 1, state: "activating" });
  assert.equal((await findGrantProgress(database.db, { grants: [{ ...grant, state: "active" }], now })).size, 0);
});
