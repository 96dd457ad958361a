import { type SqlBool, sql } from "kysely";
import type { Identity } from "../core/same-person.ts";
import type { Db } from "./database.ts";

/** The ids of every directory entry that shares its user name or e-mail with this person, theirs included. */
export const findPeopleWhoAre = async (db: Db, person: Identity): Promise<string[]> => {
  const names = [person.userName, person.email].flatMap((name) => (name ? [name.trim().toLowerCase()] : []));
  const rows = await db
    .selectFrom("people")
    .select("id")
    .where(sql<SqlBool>`(lower(user_name) = any(${names}::text[]) or lower(email) = any(${names}::text[]))`)
    .execute();
  return [...new Set([person.id, ...rows.map(({ id }) => id)])];
};
