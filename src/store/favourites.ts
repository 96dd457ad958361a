import { sql } from "kysely";
import type { Db, Trx } from "./database.ts";

/** An account and a role that a person marked, to ask for them again in one click. It gives no right to anything. */
export type Favourite = {
  id: string;
  personId: string;
  accountId: string;
  permissionSetArn: string;
  createdAt: Date;
};

/** Those of one person, in the order in which they were marked. */
export const findFavourites = (db: Db, personId: string): Promise<Favourite[]> =>
  db.selectFrom("favourites").selectAll().where("personId", "=", personId).orderBy("createdAt").orderBy("id").execute();

/** Lets one transaction at a time change the favourites of this person, so that they can be counted. */
export const lockFavourites = (trx: Trx, personId: string) =>
  sql`select pg_advisory_xact_lock(hashtext('favourites'), hashtext(${personId}))`.execute(trx);

export const insertFavourite = (trx: Trx, favourite: Favourite) =>
  trx.insertInto("favourites").values(favourite).execute();

/** Says whether there was such a favourite of this person. */
export const deleteFavourite = async (db: Db, facts: { id: string; personId: string }): Promise<boolean> => {
  const { numDeletedRows } = await db
    .deleteFrom("favourites")
    .where("id", "=", facts.id)
    .where("personId", "=", facts.personId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};
