import { sql } from "kysely";
import type { GrantMove } from "../core/grant-transitions.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { Db, Trx } from "./database.ts";

const open = ["scheduled", "activating", "active", "ending"] as const;

/** Every grant that is not over yet and rides on this assignment, with what last stood in its way, locked until the transaction ends. */
export const lockOpenGrants = (trx: Trx, key: AssignmentKey) =>
  trx
    .selectFrom("grants")
    .selectAll("grants")
    .select((expression) =>
      expression
        .selectFrom("assignments")
        .select("lastError")
        .whereRef("assignments.personId", "=", "grants.personId")
        .whereRef("assignments.accountId", "=", "grants.accountId")
        .whereRef("assignments.permissionSetArn", "=", "grants.permissionSetArn")
        .as("lastError"),
    )
    .where("personId", "=", key.personId)
    .where("accountId", "=", key.accountId)
    .where("permissionSetArn", "=", key.permissionSetArn)
    .where("state", "in", open)
    .orderBy("id")
    .forUpdate()
    .execute();

/** Tuples with a grant whose instant has come: it starts, or it ends. When there are more than `limit`, ends first, oldest first. */
export const tuplesWhoseTimeHasCome = async (db: Db, now: Date, limit: number): Promise<AssignmentKey[]> => {
  const columns = ["personId", "accountId", "permissionSetArn"] as const;
  const ending = await db
    .selectFrom("grants")
    .select(columns)
    .where("state", "in", ["activating", "active"])
    .where("endsAt", "<=", now)
    .orderBy("endsAt")
    .limit(limit)
    .execute();
  const starting = await db
    .selectFrom("grants")
    .select(columns)
    .where("state", "=", "scheduled")
    .where("startsAt", "<=", now)
    .orderBy("startsAt")
    .limit(Math.max(0, limit - ending.length))
    .execute();
  const unique = new Map(
    [...ending, ...starting].map((key) => [`${key.personId} ${key.accountId} ${key.permissionSetArn}`, key]),
  );
  return [...unique.keys()].sort().flatMap((name) => unique.get(name) ?? []);
};

/** Grants that AWS has not confirmed yet: those that have not begun, and those that are being given, or put back. */
export const findUnbegunGrantIds = async (db: Db, createdBefore: Date): Promise<string[]> => {
  const rows = await db
    .selectFrom("grants")
    .select("id")
    .where("state", "in", ["scheduled", "activating"])
    .where("createdAt", "<=", createdBefore)
    .execute();
  return rows.map(({ id }) => id);
};

/** Carries out one move, only if the grant is still where the move begins; says whether it was. */
export const moveGrant = async (trx: Trx, move: GrantMove, now: Date): Promise<boolean> => {
  const changed = await trx
    .updateTable("grants")
    .set({ state: move.to, ...columnsOf(move, now) })
    .where("id", "=", move.grantId)
    .where("state", "=", move.from)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};

const columnsOf = (move: GrantMove, now: Date) => {
  switch (move.to) {
    case "activating":
      return move.from === "active" ? { foundGoneAt: now } : {};
    case "active":
      // Access that was put back began when it was first given.
      return { activatedAt: sql<Date>`coalesce(activated_at, ${now})`, onStanding: move.onStanding };
    case "failed":
      return { failure: move.failure, endedAt: now };
    case "ending":
      return {
        endReason: move.reason,
        endAskedAt: now,
        ...(move.reason === "found-gone" ? { foundGoneAt: now } : {}),
        ...("failure" in move ? { failure: move.failure } : {}),
      };
    case "ended":
      return { endedAt: now, kept: move.kept };
  }
};
