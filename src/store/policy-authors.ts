import { type SqlBool, sql } from "kysely";
import type { Db } from "./database.ts";

/**
 * Who made each of these policies what it is now, by the policy's id. Found in the audit log by kind and instant, which it has an index
 * for; whoever is not a person is left out.
 */
export const findPolicyAuthors = async (
  db: Db,
  of: { kind: "eligibility-policy" | "approval-policy"; policies: readonly { id: string; updatedAt: Date }[] },
): Promise<Map<string, string>> => {
  if (of.policies.length === 0) return new Map();
  const rows = await db
    .selectFrom("auditEvents")
    .select(["subjectId", "actorId"])
    .where("action", "in", [`${of.kind}.created`, `${of.kind}.updated`])
    .where(sql<SqlBool>`at = any(${of.policies.map(({ updatedAt }) => updatedAt)}::timestamptz[])`)
    .where(sql<SqlBool>`subject_id = any(${of.policies.map(({ id }) => id)}::text[])`)
    .where("actorKind", "=", "person")
    .orderBy("seq")
    .execute();
  return new Map(rows.flatMap(({ subjectId, actorId }) => (actorId === null ? [] : [[subjectId, actorId] as const])));
};
