import type { Db } from "./database.ts";

/** Calls are counted in slots of this length. */
export const slotMs = 10_000;

export const slotOf = (at: Date): Date => new Date(Math.floor(at.getTime() / slotMs) * slotMs);

/** How many calls were let through to each service since then, slot by slot, oldest first. Slots without a call are left out. */
export const findAwsCalls = (db: Db, since: Date) =>
  db
    .selectFrom("awsCalls")
    .select(["service", "slotAt", "calls"])
    .where("slotAt", ">=", slotOf(since))
    .orderBy("slotAt")
    .execute();

export const forgetAwsCalls = (db: Db, before: Date) =>
  db.deleteFrom("awsCalls").where("slotAt", "<", before).execute();
