import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { anAccessWorld, as } from "../../test/access-world.ts";
import { testContext } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { Refusal } from "../core/refusal.ts";
import type { Database } from "../store/database.ts";
import { endGrant } from "./end-grant.ts";
import { passTime } from "./pass-time.ts";
import { recheckAccess } from "./recheck-access.ts";
import { sendRequest } from "./send-request.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test("time, people, and lost eligibility end the same forty grants at once: each ends once, and nobody waits in a ring", async () => {
  const { db } = database;
  const ctx = testContext(db);
  const world = await anAccessWorld(db, { approvalRequired: false, accounts: 40 });
  const caller = as(world.requester);
  const { request, grants } = await sendRequest(ctx, { caller, input: world.input });
  ctx.moveBy(1);
  while ((await passTime(ctx)) > 0);
  ctx.moveBy(60);
  await db.deleteFrom("memberships").where("personId", "=", world.requester.id).execute();
  const outcomes = await Promise.allSettled([
    recheckAccess(ctx),
    passTime(ctx, 7),
    ...[...grants].reverse().map(({ id }) => endGrant(ctx, { caller, grantId: id })),
    passTime(ctx, 100),
    recheckAccess(ctx),
  ]);
  for (const outcome of outcomes)
    if (outcome.status === "rejected") {
      assert.ok(outcome.reason instanceof Refusal, String(outcome.reason));
      assert.equal(outcome.reason.code, "grant.already-ended");
    }
  const states = await db.selectFrom("grants").select("state").where("requestId", "=", request.id).execute();
  assert.deepEqual(new Set(states.map(({ state }) => state)), new Set(["ending"]));
  const endings = await db
    .selectFrom("auditEvents")
    .select("grantId")
    .where("requestId", "=", request.id)
    .where("action", "=", "grant.ending")
    .execute();
  assert.deepEqual([endings.length, new Set(endings.map(({ grantId }) => grantId)).size], [40, 40]);
});
