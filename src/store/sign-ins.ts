import { type SqlBool, sql } from "kysely";
import type { Db, Trx } from "./database.ts";

type Kept = { id: string; value: string; createdAt: Date; expiresAt: Date };

export type SignInProtocol = "saml" | "oidc";

/** `value` is where the person wants to go afterwards. */
export type SignInRequest = Kept & { browserHash: string | null; maxAgeSeconds: number | null };

const kinds = { saml: "request", oidc: "oidc-request" } as const satisfies Record<SignInProtocol, string>;

/** Remembers that we sent somebody to sign in, from which browser, and where they want to go afterwards. */
export const insertSignInRequest = (db: Db, { by, ...request }: SignInRequest & { by: SignInProtocol }) =>
  db
    .insertInto("signIns")
    .values({ ...request, kind: kinds[by] })
    .execute();

/** Uses the request up; undefined when we never made it, it was used before, or it took too long. */
export const takeSignInRequest = async (
  db: Db,
  facts: { id: string; by: SignInProtocol; at: Date },
): Promise<SignInRequest | undefined> => {
  const request = await db
    .deleteFrom("signIns")
    .where("kind", "=", kinds[facts.by])
    .where("id", "=", facts.id)
    .returning(["id", "value", "createdAt", "expiresAt", "browserHash", "maxAgeSeconds"])
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
