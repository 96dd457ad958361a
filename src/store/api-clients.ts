import { type SqlBool, sql } from "kysely";
import type { Db, Trx } from "./database.ts";

export type ApiClient = {
  id: string;
  name: string;
  personId: string;
  secretHash: string;
  scopes: string[];
  createdAt: Date;
  revokedAt: Date | null;
};

export const insertApiClient = (trx: Trx, client: ApiClient) => trx.insertInto("apiClients").values(client).execute();

export const findApiClient = (db: Db, id: string): Promise<ApiClient | undefined> =>
  db.selectFrom("apiClients").selectAll().where("id", "=", id).executeTakeFirst();

/** Every client, revoked ones too, the newest first. */
export const listApiClients = (db: Db): Promise<ApiClient[]> =>
  db.selectFrom("apiClients").selectAll().orderBy("createdAt", "desc").orderBy("id").execute();

/** Revokes the client and every token it holds; undefined when there is none or it was revoked before. */
export const revokeClient = async (trx: Trx, facts: { id: string; at: Date }): Promise<ApiClient | undefined> => {
  const client = await trx
    .updateTable("apiClients")
    .set({ revokedAt: facts.at })
    .where("id", "=", facts.id)
    .where("revokedAt", "is", null)
    .returningAll()
    .executeTakeFirst();
  if (client) await trx.deleteFrom("apiTokens").where("clientId", "=", facts.id).execute();
  return client;
};

export type ApiToken = { tokenHash: string; clientId: string; scopes: string[]; createdAt: Date; expiresAt: Date };

/** Keeps the token only if its client is still allowed one; false when the client was revoked in the meantime. */
export const insertApiToken = async (trx: Trx, token: ApiToken): Promise<boolean> => {
  const client = await trx
    .selectFrom("apiClients")
    .select("id")
    .where("id", "=", token.clientId)
    .where("revokedAt", "is", null)
    .forShare()
    .executeTakeFirst();
  if (client) await trx.insertInto("apiTokens").values(token).execute();
  return client !== undefined;
};

/** The token with the person its client acts for; undefined when there is none, it is over, or the client was revoked. */
export const findApiToken = (db: Db, facts: { tokenHash: string; at: Date }) =>
  db
    .selectFrom("apiTokens")
    .innerJoin("apiClients", "apiClients.id", "apiTokens.clientId")
    .select(["apiTokens.clientId", "apiTokens.scopes", "apiClients.personId"])
    .where("apiTokens.tokenHash", "=", facts.tokenHash)
    .where("apiTokens.expiresAt", ">", facts.at)
    .where("apiClients.revokedAt", "is", null)
    .executeTakeFirst();

/** Forgets tokens that are over. Rows another process is forgetting at the same moment are left to it. */
export const deleteExpiredApiTokens = (db: Db, at: Date) =>
  db
    .deleteFrom("apiTokens")
    .where(
      sql<SqlBool>`token_hash in (
        select token_hash from api_tokens where expires_at <= ${at} limit 500 for update skip locked)`,
    )
    .execute();
