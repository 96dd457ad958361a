import { type SqlBool, sql } from "kysely";
import type { Db } from "./database.ts";

export const lostEligibilityWarning = "grant.eligibility-lost";

/** Of these grants, those of which auditors have been told already that eligibility was lost. */
export const findWarned = async (
  db: Db,
  grants: readonly { id: string; requestId: string }[],
): Promise<Set<string>> => {
  if (grants.length === 0) return new Set();
  const rows = await db
    .selectFrom("auditEvents")
    .select("grantId")
    .where(sql<SqlBool>`request_id = any(${grants.map(({ requestId }) => requestId)}::uuid[])`)
    .where("action", "=", lostEligibilityWarning)
    .execute();
  return new Set(rows.flatMap(({ grantId }) => (grantId === null ? [] : [grantId])));
};
