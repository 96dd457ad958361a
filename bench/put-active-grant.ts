import { randomUUID } from "node:crypto";
import type { AssignmentKey } from "../src/core/identity-center.ts";
import { insertGrant } from "../test/a-grant.ts";
import type { startRealEngine } from "./real-engine.ts";

const hourMs = 3_600_000;

/** Access that began an hour ago, in the rows and at AWS alike, and ends by the clock. */
export const putActiveGrant = async (
  { ctx: { db }, simulator: { world } }: Pick<Awaited<ReturnType<typeof startRealEngine>>, "ctx" | "simulator">,
  { key, endsAt }: { key: AssignmentKey; endsAt: Date },
): Promise<void> => {
  const startsAt = new Date(Date.now() - hourMs);
  const id = await insertGrant(db, { key, startsAt, endsAt });
  const { personId, ...place } = key;
  const row = { ...place, principalType: "USER" as const, principalId: personId };
  world.assignments.put({ ...row, beganAt: startsAt.toISOString() });
  world.accessLog.put({ ...row, id: randomUUID(), beganAt: startsAt.toISOString(), ceasedAt: null, cause: "seed" });
  await db.updateTable("grants").set({ state: "active", activatedAt: startsAt }).where("id", "=", id).execute();
  await db
    .updateTable("assignments")
    .set({ observed: "present", observedAt: startsAt, ownership: "ours", nextAt: endsAt, lane: "end" })
    .where("personId", "=", personId)
    .where("accountId", "=", key.accountId)
    .where("permissionSetArn", "=", key.permissionSetArn)
    .execute();
};
