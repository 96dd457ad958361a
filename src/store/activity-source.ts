import { type SqlBool, sql } from "kysely";
import type { ActivitySourceKind } from "../core/activity-source.ts";
import type { Db } from "./database.ts";

/** Says what the workers read, for processes that do not read it themselves; null: nothing. */
export const tellSource = (db: Db, facts: { kind: ActivitySourceKind | null; at: Date }) =>
  db
    .insertInto("activitySource")
    .values({ id: 1, kind: facts.kind, toldAt: facts.at, newestDeliveryAt: null, lookedAt: null, lastError: null })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({
        kind: facts.kind,
        toldAt: facts.at,
        lastError: null,
        // What another trail delivered says nothing of this one.
        newestDeliveryAt: sql`case when activity_source.kind = ${facts.kind} then activity_source.newest_delivery_at end`,
      }),
    )
    .execute();

/** Says again what is read, where another worker has said in between that nothing is. */
export const keepSourceTold = (db: Db, facts: { kind: ActivitySourceKind; at: Date }) =>
  db.updateTable("activitySource").set({ kind: facts.kind, toldAt: facts.at }).where("kind", "is", null).execute();

/** Writes what was seen when the trail was asked for its newest delivery; a failure leaves what is known of it. */
export const tellDelivery = (
  db: Db,
  facts: { lookedAt: Date; newestDeliveryAt: Date | null; lastError: string | null },
) =>
  db
    .updateTable("activitySource")
    .set({
      lookedAt: facts.lookedAt,
      lastError: facts.lastError,
      newestDeliveryAt: sql`coalesce(${facts.newestDeliveryAt}::timestamptz, newest_delivery_at)`,
    })
    .execute();

/** What the workers read; undefined when none ever said. */
export const findSource = (db: Db) =>
  db.selectFrom("activitySource").select(["kind", "newestDeliveryAt", "lookedAt", "lastError"]).executeTakeFirst();

/** When the oldest access began that is active now; null when none is. */
export const findActiveSince = async (db: Db): Promise<Date | null> => {
  const row = await db
    .selectFrom("grants")
    .select(({ fn }) => fn.min<Date | null>("startsAt").as("since"))
    .where("state", "=", "active")
    .executeTakeFirstOrThrow();
  return row.since;
};

/** How many grants' activity could not be read at the last look, and what the trail answered to one of them. */
export const measureFailedReadings = async (db: Db) => {
  const row = await db
    .selectFrom("activityReadings")
    .select(({ fn }) => [fn.countAll<number>().as("count"), fn.max<string | null>("lastError").as("lastError")])
    .where(sql<SqlBool>`attempts > 0`)
    .executeTakeFirstOrThrow();
  return row;
};
