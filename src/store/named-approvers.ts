import { type SqlBool, sql } from "kysely";
import type { Db } from "./database.ts";

/** Whether any approval policy names this person, or one of these groups, as an approver. */
export const isNamedApprover = async (db: Db, who: { personId: string; groupIds: readonly string[] }) => {
  const row = await db
    .selectFrom("approvalPolicies")
    .select("id")
    .where(sql<SqlBool>`approver_ids && ${[who.personId, ...who.groupIds]}::text[]`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};
