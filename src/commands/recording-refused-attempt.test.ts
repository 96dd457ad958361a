import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { testContext } from "../../test/builders.ts";
import { openTestDatabase } from "../../test/with-database.ts";
import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import type { Database } from "../store/database.ts";
import { recordingRefusedAttempt } from "./recording-refused-attempt.ts";

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

test("a refused attempt is recorded as what it was an attempt at", async () => {
  const ctx = testContext(database.db);
  const recorded = {
    send: "request.refused",
    approve: "request.decision-refused",
    reject: "request.decision-refused",
    cancel: "request.cancel-refused",
    end: "grant.end-refused",
  } as const;
  for (const [what, action] of Object.entries(recorded) as [keyof typeof recorded, string][]) {
    const subject = { kind: what === "end" ? ("grant" as const) : ("request" as const), id: randomUUID() };
    const attempt = recordingRefusedAttempt(ctx, { caller: { personId: "me" }, what, subject }, async () => {
      throw new Refusal("forbidden", [refuse("not.yours", "Not yours.")]);
    });
    await assert.rejects(attempt, Refusal);
    const events = await database.db
      .selectFrom("auditEvents")
      .select(["action", "actorId"])
      .where("subjectId", "=", subject.id)
      .execute();
    assert.deepEqual(events, [{ action, actorId: "me" }]);
  }
});
