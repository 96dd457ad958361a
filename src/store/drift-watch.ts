import { sql } from "kysely";
import type { Db, Trx } from "./database.ts";

export const findDriftWatch = (db: Db) =>
  db.selectFrom("driftWatch").selectAll().where("id", "=", 1).executeTakeFirstOrThrow();

/** Takes the watch for this holder; false while another worker has it. */
export const takeDriftWatch = async (db: Db, facts: { holder: string; now: Date; until: Date }): Promise<boolean> => {
  const taken = await db
    .updateTable("driftWatch")
    .set({ leaseHolder: facts.holder, leaseUntil: facts.until })
    .where("id", "=", 1)
    .where((e) =>
      e.or([e("leaseUntil", "is", null), e("leaseUntil", "<=", facts.now), e("leaseHolder", "=", facts.holder)]),
    )
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
};

export const letGoOfDriftWatch = (db: Db, holder: string) =>
  db
    .updateTable("driftWatch")
    .set({ leaseHolder: null, leaseUntil: null })
    .where("id", "=", 1)
    .where("leaseHolder", "=", holder)
    .execute();

/** Whether AWS answered; `error` in its words when it did not. */
export const tellDriftWatch = (db: Db, facts: { now: Date; error: string | null; retryAt: Date | null }) =>
  db
    .updateTable("driftWatch")
    .set(
      facts.error === null
        ? { lookedAt: facts.now, failingSince: null, lastError: null, retryAt: null }
        : {
            failingSince: sql<Date>`coalesce(failing_since, ${facts.now})`,
            lastError: facts.error.slice(0, 1_000),
            retryAt: facts.retryAt,
          },
    )
    .where("id", "=", 1)
    .execute();

/** Locks the fuse: who removes, blows or resets it, does so alone. */
export const lockFuse = (trx: Trx) =>
  trx.selectFrom("driftWatch").selectAll().where("id", "=", 1).forUpdate().executeTakeFirstOrThrow();

export const blowFuse = (trx: Trx, at: Date) =>
  trx.updateTable("driftWatch").set({ fuseBlownAt: at }).where("id", "=", 1).execute();

export const resetFuse = (trx: Trx, at: Date) =>
  trx.updateTable("driftWatch").set({ fuseBlownAt: null, fuseResetAt: at }).where("id", "=", 1).execute();
