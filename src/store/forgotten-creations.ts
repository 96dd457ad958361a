import { sql } from "kysely";
import type { Db, Trx } from "./database.ts";

export type ForgottenCreation = { operationId: string; createdAt: Date };

/** Keeps what AWS listed for the sake of this restore; what was looked through for an earlier one is not looked through again. */
export const recordCreations = async (
  trx: Trx,
  facts: { restoreId: string; made: readonly ForgottenCreation[]; at: Date },
): Promise<void> => {
  const ids = facts.made.map(({ operationId }) => operationId);
  const instants = facts.made.map(({ createdAt }) => createdAt.toISOString());
  await sql`
    insert into forgotten_creations (operation_id, created_at)
    select * from unnest(${ids}::text[], ${instants}::timestamptz[]) on conflict do nothing`.execute(trx);
  await trx.updateTable("restores").set({ listedAt: facts.at }).where("id", "=", facts.restoreId).execute();
};

/** What was not looked through yet, and first what nobody tried in vain. */
export const findCreationsLeft = (db: Db, limit: number): Promise<ForgottenCreation[]> =>
  db
    .selectFrom("forgottenCreations")
    .select(["operationId", "createdAt"])
    .where("searchedAt", "is", null)
    .orderBy("triedAt", (order) => order.asc().nullsFirst())
    .orderBy("createdAt")
    .orderBy("operationId")
    .limit(limit)
    .execute();

/** It was looked through, or only tried. */
export const markCreation = (db: Db | Trx, operationId: string, as: { searchedAt: Date } | { triedAt: Date }) =>
  db.updateTable("forgottenCreations").set(as).where("operationId", "=", operationId).execute();
