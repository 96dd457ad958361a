import type { Db, Trx } from "./database.ts";

/** Who said that the next sync may mark gone however much vanished, and when. */
export type AcceptedRemovals = { personId: string; acceptedAt: Date };

/** Keeps the word for the next sync; the newest is the one that counts. */
export const acceptRemovals = (trx: Trx, word: AcceptedRemovals) =>
  trx
    .insertInto("acceptedRemovals")
    .values({ id: 1, ...word })
    .onConflict((conflict) => conflict.column("id").doUpdateSet(word))
    .execute();

/** The word that waits, if there is one, and none from then on: it counts for one sync. */
export const takeAcceptedRemovals = (db: Db): Promise<AcceptedRemovals | undefined> =>
  db.deleteFrom("acceptedRemovals").where("id", "=", 1).returning(["personId", "acceptedAt"]).executeTakeFirst();
