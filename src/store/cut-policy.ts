import type { Db, Trx } from "./database.ts";
import type { Schema } from "./schema.ts";

type Row = Schema["cutPolicy"];
export type CutPolicyRow = Awaited<ReturnType<typeof readRow>> & object;
export type CutPolicyChange = Partial<
  Pick<
    Row,
    | "policyId"
    | "content"
    | "written"
    | "targetId"
    | "confirmedAt"
    | "lastError"
    | "failingSince"
    | "retryAt"
    | "meddledAt"
  > & { mayExist: boolean; attempts: number; isRefused: boolean }
>;

const readRow = (db: Db) => db.selectFrom("cutPolicy").selectAll().where("id", "=", 1).executeTakeFirst();

/** What is known of the policy; undefined while cutting was never needed. */
export const findCutPolicy = (db: Db): Promise<CutPolicyRow | undefined> => readRow(db);

/** The row, for whoever works on the policy alone until then; undefined while somebody else does, or it is too soon to try again. */
export const takeCutPolicy = async (
  db: Db,
  facts: { holder: string; now: Date; until: Date; newOwnerId: string },
): Promise<CutPolicyRow | undefined> => {
  const { holder, now, until } = facts;
  await db
    .insertInto("cutPolicy")
    .values({ id: 1, ownerId: facts.newOwnerId })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  return db
    .updateTable("cutPolicy")
    .set({ leaseHolder: holder, leaseUntil: until })
    .where("id", "=", 1)
    .where((is) => is.or([is("leaseUntil", "is", null), is("leaseUntil", "<=", now), is("leaseHolder", "=", holder)]))
    .where((is) => is.or([is("retryAt", "is", null), is("retryAt", "<=", now)]))
    .returningAll()
    .executeTakeFirst();
};

/** Writes what is known and keeps the policy for the holder until then; says whether it still was the holder's. */
export const saveCutPolicy = async (
  db: Db | Trx,
  facts: { holder: string; now: Date; until: Date; change: CutPolicyChange },
): Promise<boolean> => {
  const written = await db
    .updateTable("cutPolicy")
    .set({ ...facts.change, leaseUntil: facts.until })
    .where("id", "=", 1)
    .where("leaseHolder", "=", facts.holder)
    .where("leaseUntil", ">", facts.now)
    .executeTakeFirst();
  return written.numUpdatedRows > 0n;
};

/** Writes how it went wrong, also where that took longer than the policy was held, unless somebody else works on it by now. */
export const saveCutPolicyTrouble = async (
  trx: Trx,
  facts: { holder: string; change: CutPolicyChange },
): Promise<boolean> => {
  const written = await trx
    .updateTable("cutPolicy")
    .set(facts.change)
    .where("id", "=", 1)
    .where("leaseHolder", "=", facts.holder)
    .executeTakeFirst();
  return written.numUpdatedRows > 0n;
};

export const letGoOfCutPolicy = (db: Db, holder: string) =>
  db
    .updateTable("cutPolicy")
    .set({ leaseHolder: null, leaseUntil: null })
    .where("id", "=", 1)
    .where("leaseHolder", "=", holder)
    .execute();
