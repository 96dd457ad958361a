import { type SqlBool, sql } from "kysely";
import type { ActivityProgress } from "../core/activity-source.ts";
import { addMilliseconds } from "../core/time.ts";
import type { Db, Trx } from "./database.ts";

const columns = [
  "grantId",
  "readUpTo",
  "readAt",
  "complete",
  "events",
  "unreadable",
  "capped",
  "isUnsure",
  "newestDeliveryAt",
  "progressDone",
  "progressTotal",
  "attempts",
  "lastError",
  "nextAt",
  "leaseUntil",
] as const;

const askedAhead = "15 minutes";

/** How far reading the activity of the grant is; undefined while the grant has not begun. */
export const findReading = (db: Db, grantId: string) =>
  db.selectFrom("activityReadings").select(columns).where("grantId", "=", grantId).executeTakeFirst();

/**
 * Takes up to `most` grants whose activity is due to be read, the longest overdue first. One that somebody waits for goes before those
 * that became due up to a quarter of an hour earlier, and before no other: whoever opens many pages delays the rest by that much only. A
 * lease keeps every other worker off them until it runs out.
 */
export const claimReadings = async (
  db: Db,
  facts: { holder: string; now: Date; leaseUntil: Date; most: number },
): Promise<string[]> => {
  const claimed = await sql<{ grantId: string }>`
    update activity_readings set lease_holder = ${facts.holder}, lease_until = ${facts.leaseUntil}, unreadable_now = 0
    where grant_id in (
      select grant_id from activity_readings
      where next_at <= ${facts.now} and (lease_until is null or lease_until <= ${facts.now})
      order by case when asked_at is null then next_at else least(asked_at, next_at) - ${askedAhead}::interval end, next_at
      limit ${facts.most} for update skip locked)
    returning grant_id`.execute(db);
  return claimed.rows.map(({ grantId }) => grantId);
};

/** When the next reading is due that nobody works on; undefined when none is. */
export const nextReadingAt = async (db: Db, now: Date): Promise<Date | undefined> => {
  const row = await db
    .selectFrom("activityReadings")
    .select("nextAt")
    .where("nextAt", "is not", null)
    .where(sql<SqlBool>`(lease_until is null or lease_until <= ${now})`)
    .orderBy("nextAt")
    .limit(1)
    .executeTakeFirst();
  return row?.nextAt ?? undefined;
};

type Held = { grantId: string; holder: string };

const held = (db: Db | Trx, { grantId, holder }: Held) =>
  db.updateTable("activityReadings").where("grantId", "=", grantId).where("leaseHolder", "=", holder);

/** Keeps the lease and says how far it is; answers how many events are kept, or undefined when another worker took over. */
export const renewReading = async (
  trx: Trx,
  facts: Held & { leaseUntil: Date; progress: ActivityProgress; unreadable: number },
): Promise<number | undefined> => {
  const row = await held(trx, facts)
    .set({
      leaseUntil: facts.leaseUntil,
      progressDone: facts.progress.done,
      progressTotal: facts.progress.total,
      unreadableNow: sql`unreadable_now + ${facts.unreadable}`,
      unreadable: sql`greatest(unreadable, unreadable_now + ${facts.unreadable})`,
    })
    .returning("events")
    .executeTakeFirst();
  return row?.events;
};

const free = { leaseHolder: null, leaseUntil: null };

/** Writes what a look that succeeded came to. */
export const finishReading = (
  db: Db,
  facts: Held & {
    readUpTo: Date | null;
    readAt: Date;
    nextAt: Date | null;
    capped: boolean;
    isUnsure: boolean;
    newestDeliveryAt: Date | null;
  },
) =>
  held(db, facts)
    .set({
      ...free,
      readUpTo: facts.readUpTo,
      readAt: facts.readAt,
      nextAt: facts.nextAt,
      complete: facts.nextAt === null,
      capped: facts.capped,
      isUnsure: facts.isUnsure,
      newestDeliveryAt: facts.newestDeliveryAt,
      attempts: 0,
      lastError: null,
      askedAt: null,
    })
    .execute();

/** Writes that a look failed, and when to look again; what was read stays. */
export const failReading = (
  db: Db,
  facts: Held & { readAt: Date; nextAt: Date; attempts: number; lastError: string },
) =>
  held(db, facts)
    .set({
      ...free,
      readAt: facts.readAt,
      nextAt: facts.nextAt,
      attempts: facts.attempts,
      lastError: facts.lastError,
      askedAt: null,
    })
    .execute();

/** Gives a reading back as it was taken, for another worker to take at once. */
export const giveBackReading = (db: Db, facts: Held) => held(db, facts).set(free).execute();

/**
 * Has the activity looked for now because somebody waits for it; true when that brings a look forward. Not while one is under way, nor
 * soon after one, nor while failures are paused after, nor once everything was read.
 */
export const askForReading = async (
  db: Db | Trx,
  facts: { grantId: string; now: Date; atMostEveryMs: number },
): Promise<boolean> => {
  const { grantId, now } = facts;
  const row = await db
    .insertInto("activityReadings")
    .values({ grantId, askedAt: now, nextAt: now })
    .onConflict((conflict) =>
      conflict
        .column("grantId")
        .doUpdateSet({ askedAt: now, nextAt: now })
        .where("activityReadings.nextAt", ">", now)
        .where("activityReadings.attempts", "=", 0)
        .where(sql<SqlBool>`(activity_readings.lease_until is null or activity_readings.lease_until <= ${now})`)
        .where(
          sql<SqlBool>`(activity_readings.read_at is null or activity_readings.read_at <= ${addMilliseconds(now, -facts.atMostEveryMs)})`,
        ),
    )
    .returning("grantId")
    .executeTakeFirst();
  return row !== undefined;
};
