import type { Db } from "./database.ts";

/** Whether an event with this action and subject was written after this instant. */
export const happenedSince = async (
  db: Db,
  facts: { action: string; subjectId: string; since: Date },
): Promise<boolean> => {
  const row = await db
    .selectFrom("auditEvents")
    .select("seq")
    .where("action", "=", facts.action)
    .where("at", ">", facts.since)
    .where("subjectId", "=", facts.subjectId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

/** Keeps others from appending until the transaction ends, so that what was looked up stays true. */
export const holdAuditHead = (trx: Db) =>
  trx.selectFrom("auditHead").select("seq").where("id", "=", 1).forUpdate().executeTakeFirstOrThrow();
