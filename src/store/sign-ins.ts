import { type SqlBool, sql } from "kysely";
import type { Db, Trx } from "./database.ts";

type Kept = { id: string; value: string; createdAt: Date; expiresAt: Date };

/** Remembers that we sent somebody to sign in, and where they want to go afterwards. */
export const insertSignInRequest = (db: Db, request: Kept) =>
  db
    .insertInto("signIns")
    .values({ ...request, kind: "request" })
    .execute();

/** Uses the request up; undefined when we never made it, it was used before, or it took too long. */
export const takeSignInRequest = async (trx: Trx, facts: { id: string; at: Date }): Promise<Kept | undefined> => {
  const request = await trx
    .deleteFrom("signIns")
    .where("kind", "=", "request")
    .where("id", "=", facts.id)
    .returning(["id", "value", "createdAt", "expiresAt"])
    .executeTakeFirst();
  return request && facts.at < request.expiresAt ? request : undefined;
};

/** False when the assertion was used before. Of two at once one waits for the other, and then is told so: the primary key decides. */
export const useAssertion = async (trx: Trx, assertion: Kept): Promise<boolean> => {
  const inserted = await trx
    .insertInto("signIns")
    .values({ ...assertion, kind: "assertion" })
    .onConflict((conflict) => conflict.columns(["kind", "id"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return inserted !== undefined;
};

/** Forgets requests that took too long and assertions that are no longer valid anyway. Rows another process holds are left to it. */
export const deleteExpiredSignIns = (db: Db, at: Date) =>
  db
    .deleteFrom("signIns")
    .where(
      sql<SqlBool>`(kind, id) in (
        select kind, id from sign_ins where expires_at <= ${at} limit 500 for update skip locked)`,
    )
    .execute();
