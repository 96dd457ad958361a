import { type SqlBool, sql } from "kysely";
import type { Db } from "./database.ts";

type Held = { personId: string; accountId: string; permissionSetArn: string };

/** Access to these roles that is scheduled or under way, of everybody, by its beginning; what is ending already is not in it. */
export const findOpenAccess = (db: Db, permissionSetArns: Iterable<string>): Promise<Held[]> =>
  db
    .selectFrom("grants")
    .select(["personId", "accountId", "permissionSetArn"])
    .where("state", "in", ["scheduled", "activating", "active"])
    .where(sql<SqlBool>`permission_set_arn = any(${[...permissionSetArns]}::text[])`)
    .orderBy("startsAt")
    .orderBy("id")
    .execute();
