import { type SqlBool, sql } from "kysely";
import type { Ground } from "../core/grounds.ts";
import type { Db } from "./database.ts";

/** What somebody holds or asks for, and on what that rested when it was granted or asked for. */
export type Grounded = {
  id: string;
  personId: string;
  permissionSetArn: string;
  grounds: Ground[];
};

const among = (ids: readonly string[]) => sql<SqlBool>`id = any(${[...ids]}::uuid[])`;

export const findGroundsOfGrants = (db: Db, ids: readonly string[]): Promise<Grounded[]> =>
  db.selectFrom("grants").select(["id", "personId", "permissionSetArn", "grounds"]).where(among(ids)).execute();

export const findGroundsOfRequests = (db: Db, ids: readonly string[]): Promise<Grounded[]> =>
  db
    .selectFrom("requests")
    .select(["id", "requesterId as personId", "permissionSetArn", "grounds"])
    .where(among(ids))
    .execute();
