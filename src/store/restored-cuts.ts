import type { Db, Trx } from "./database.ts";

/** A restore after which AWS's policy was not looked at yet, or of which something is kept in it; the newest first. */
export const findRestoresOfCuts = (db: Db) =>
  db
    .selectFrom("restores")
    .select(["id", "at", "cutsSeenAt", "keptPolicy"])
    .where((is) => is.or([is("cutsSeenAt", "is", null), is("keptPolicy", "is not", null)]))
    .orderBy("at", "desc")
    .execute();

export type RestoreOfCuts = Awaited<ReturnType<typeof findRestoresOfCuts>>[number];

/** AWS's policy was looked at after these restores; `keptPolicy` is what stays denied of it. */
export const markCutsSeen = (trx: Trx, facts: { ids: readonly string[]; at: Date; keptPolicy: string | null }) =>
  trx
    .updateTable("restores")
    .set({ cutsSeenAt: facts.at, keptPolicy: facts.keptPolicy })
    .where("id", "in", facts.ids)
    .where("cutsSeenAt", "is", null)
    .execute();

/** Nothing is kept for the sake of these restores any more; says whether anything still was. */
export const forgetKept = async (trx: Trx, ids: readonly string[]): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable("restores")
    .set({ keptPolicy: null })
    .where("id", "in", ids)
    .where("keptPolicy", "is not", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
