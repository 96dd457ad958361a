import { type SqlBool, sql } from "kysely";
import type { Db, Trx } from "./database.ts";

export type Session = {
  /** SHA-256 of the token in the cookie; the token itself is nowhere but there. */
  tokenHash: string;
  personId: string;
  createdAt: Date;
  lastSeenAt: Date;
  /** The absolute end, whatever happens in between. */
  expiresAt: Date;
  via: string;
  /** When the person last proved who they are to the identity provider; null when it did not say. */
  authenticatedAt: Date | null;
};

export const insertSession = (trx: Trx, session: Session) => trx.insertInto("sessions").values(session).execute();

export const findSession = (db: Db, tokenHash: string): Promise<Session | undefined> =>
  db.selectFrom("sessions").selectAll().where("tokenHash", "=", tokenHash).executeTakeFirst();

/** Writes that the session was used, unless something newer is written already. */
export const touchSession = (db: Db, facts: { tokenHash: string; at: Date }) =>
  db
    .updateTable("sessions")
    .set({ lastSeenAt: facts.at })
    .where("tokenHash", "=", facts.tokenHash)
    .where("lastSeenAt", "<", facts.at)
    .execute();

/** Ends the session; undefined when it had ended already. */
export const deleteSession = (db: Db, tokenHash: string): Promise<Session | undefined> =>
  db.deleteFrom("sessions").where("tokenHash", "=", tokenHash).returningAll().executeTakeFirst();

/** Forgets sessions past their absolute end. Rows another process is forgetting at the same moment are left to it. */
export const deleteExpiredSessions = (db: Db, at: Date) =>
  db
    .deleteFrom("sessions")
    .where(
      sql<SqlBool>`token_hash in (
        select token_hash from sessions where expires_at <= ${at} limit 500 for update skip locked)`,
    )
    .execute();
