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
  /** SHA-256 of what the browser is known by; null when it keeps nothing of the kind. */
  browserHash: string | null;
};

export const insertSession = (trx: Trx, session: Session) => trx.insertInto("sessions").values(session).execute();

export const findSession = (db: Db, tokenHash: string): Promise<Session | undefined> =>
  db.selectFrom("sessions").selectAll().where("tokenHash", "=", tokenHash).executeTakeFirst();

/** When these sessions, by hash, were last used and when they end; those of people who are disabled or gone are left out. */
export const findSessionsOfPresent = async (
  db: Db,
  tokenHashes: readonly string[],
): Promise<Map<string, Pick<Session, "personId" | "lastSeenAt" | "expiresAt">>> => {
  const sessions = await db
    .selectFrom("sessions")
    .innerJoin("people", "people.id", "sessions.personId")
    .select(["tokenHash", "personId", "lastSeenAt", "expiresAt"])
    .where(sql<SqlBool>`token_hash = any(${[...tokenHashes]}::text[])`)
    .where("people.enabled", "=", true)
    .where("people.goneAt", "is", null)
    .execute();
  return new Map(sessions.map((session) => [session.tokenHash, session]));
};

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

/** Everybody has to sign in again. */
export const deleteAllSessions = (db: Db) => db.deleteFrom("sessions").execute();

/** Ends what a browser had: its session cookie does not come along with a sign-in posted from another site. */
export const deleteSessionsOfBrowser = (trx: Trx, browserHash: string) =>
  trx.deleteFrom("sessions").where("browserHash", "=", browserHash).execute();

/** Forgets sessions past their absolute end. Rows another process is forgetting at the same moment are left to it. */
export const deleteExpiredSessions = (db: Db, at: Date) =>
  db
    .deleteFrom("sessions")
    .where(
      sql<SqlBool>`token_hash in (
        select token_hash from sessions where expires_at <= ${at} limit 500 for update skip locked)`,
    )
    .execute();
