import { sql } from "kysely";
import type { PlannedDelivery } from "../core/planned-delivery.ts";
import type { Db, Trx } from "./database.ts";
import { inBatches } from "./in-batches.ts";

const columns = ["id", "noticeId", "channel", "recipient", "role", "personId", "attempts", "createdAt"] as const;

/** Writes what each recipient gets of one notice. Each recipient of a channel gets it once, whatever is planned again. */
export const addDeliveries = (
  trx: Trx,
  facts: { noticeId: string; planned: readonly PlannedDelivery[]; at: Date; newId(): string },
): Promise<void> =>
  inBatches(facts.planned, (batch) =>
    trx
      .insertInto("deliveries")
      .values(
        batch.map(({ skippedBecause, ...plan }) => ({
          ...plan,
          id: facts.newId(),
          noticeId: facts.noticeId,
          state: skippedBecause === null ? ("waiting" as const) : ("skipped" as const),
          nextAt: skippedBecause === null ? facts.at : null,
          lastError: skippedBecause,
          sentAt: null,
          createdAt: facts.at,
        })),
      )
      .onConflict((conflict) => conflict.columns(["noticeId", "channel", "recipient"]).doNothing())
      .execute(),
  );

/**
 * Takes due deliveries of one channel, longest due first, so that no other replica sends them before the lease is over.
 * Taking one counts as an attempt: one whose sender dies each time comes to its end too.
 */
export const takeDueDeliveries = (db: Db, facts: { channel: string; now: Date; leaseUntil: Date; limit: number }) =>
  db
    .with("due", (due) =>
      due
        .selectFrom("deliveries")
        .select("id")
        .where("state", "=", "waiting")
        .where("channel", "=", facts.channel)
        .where("nextAt", "<=", facts.now)
        .orderBy("nextAt")
        .orderBy("id")
        .limit(facts.limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable("deliveries")
    .set({ nextAt: facts.leaseUntil, attempts: sql<number>`attempts + 1` })
    .where("id", "in", (ids) => ids.selectFrom("due").select("due.id"))
    .returning(columns)
    .execute();

export type TakenDelivery = Awaited<ReturnType<typeof takeDueDeliveries>>[number];

/** It left the building. True also for a sender whose lease had run out: what was sent must not be sent once more. */
export const recordSent = (db: Db, facts: { id: string; at: Date }) =>
  db
    .updateTable("deliveries")
    .set({ state: "sent", sentAt: facts.at, nextAt: null, lastError: null })
    .where("id", "=", facts.id)
    .where("state", "=", "waiting")
    .execute();

/** It is tried again at that time, unless another replica has taken it since. */
export const recordRetry = (db: Db, facts: { taken: TakenDelivery; nextAt: Date; error: string }) =>
  db
    .updateTable("deliveries")
    .set({ nextAt: facts.nextAt, lastError: facts.error })
    .where("id", "=", facts.taken.id)
    .where("state", "=", "waiting")
    .where("attempts", "=", facts.taken.attempts)
    .execute();

/** It will not be tried again; says whether this call was the one that gave it up. */
export const recordGivenUp = async (
  db: Db,
  facts: { taken: TakenDelivery; as: "dead" | "skipped"; error: string },
): Promise<boolean> => {
  const changed = await db
    .updateTable("deliveries")
    .set({ state: facts.as, nextAt: null, lastError: facts.error })
    .where("id", "=", facts.taken.id)
    .where("state", "=", "waiting")
    .where("attempts", "=", facts.taken.attempts)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
};

/** When the next delivery of these channels is due, taken ones included: their sender may have died. */
export const nextDeliveryAt = async (db: Db, channels: readonly string[]): Promise<Date | undefined> => {
  if (channels.length === 0) return undefined;
  const row = await db
    .selectFrom("deliveries")
    .select((e) => e.fn.min("nextAt").as("at"))
    .where("state", "=", "waiting")
    .where("channel", "in", [...channels])
    .executeTakeFirst();
  return row?.at ?? undefined;
};
