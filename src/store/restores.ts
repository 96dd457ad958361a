import type { Db, Trx } from "./database.ts";

export type Restore = { id: string; at: Date; restoredTo: Date };

/** `cutsSeenAt`: null where AWS's policy is to be looked at for its sake. */
export const insertRestore = (trx: Trx, restore: Restore & { cutsSeenAt: Date | null }) =>
  trx
    .insertInto("restores")
    .values({ ...restore, listedAt: null, searchedAt: null, keptPolicy: null })
    .execute();

/** When the database was last restored to an earlier moment, as far as anybody said so. */
export const lastRestoredAt = async (db: Db): Promise<Date | null> => {
  const row = await db.selectFrom("restores").select("at").orderBy("at", "desc").limit(1).executeTakeFirst();
  return row?.at ?? null;
};

/** The newest word of a restore that this database remembers. */
export const findLastRestore = (db: Db): Promise<Restore | undefined> =>
  db.selectFrom("restores").select(["id", "at", "restoredTo"]).orderBy("at", "desc").limit(1).executeTakeFirst();

export type UnsearchedRestore = Restore & { listedAt: Date | null };

/** The restores after which not all of what the database forgot was looked for, in the order in which they were spoken of. */
export const findUnsearchedRestores = (db: Db): Promise<UnsearchedRestore[]> =>
  db
    .selectFrom("restores")
    .select(["id", "at", "restoredTo", "listedAt"])
    .where("searchedAt", "is", null)
    .orderBy("at")
    .execute();

export const markSearched = (db: Db, facts: { ids: readonly string[]; at: Date }) =>
  db.updateTable("restores").set({ searchedAt: facts.at }).where("id", "in", facts.ids).execute();
