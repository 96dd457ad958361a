import type { Break, Link } from "../core/audit-chain.ts";
import type { Db, Trx } from "./database.ts";

export type AuditVerification = {
  id: string;
  startedAt: Date;
  finishedAt: Date | null;
  askedById: string | null;
  outcome: "running" | "whole" | "broken";
  checkedSeq: number;
  checkedHash: string;
  headSeq: number;
  headHash: string;
  broken: Break | null;
  /** The first break that was found so far. */
  found: Break | null;
};

const newest = (db: Db) =>
  db.selectFrom("auditVerifications").selectAll().orderBy("startedAt", "desc").orderBy("id", "desc").limit(1);

/** The reading that is under way; undefined when none is. */
export const findRunningVerification = (db: Db): Promise<AuditVerification | undefined> =>
  newest(db).where("outcome", "=", "running").executeTakeFirst();

/** The newest reading that came to its end, however it did. */
export const findLastVerification = (db: Db): Promise<AuditVerification | undefined> =>
  newest(db).where("outcome", "!=", "running").executeTakeFirst();

/** Begins a reading unless one is under way; says whether it did. */
export const beginVerification = async (
  db: Db,
  facts: { id: string; at: Date; askedById: string | null; head: Link },
): Promise<boolean> => {
  const begun = await db
    .insertInto("auditVerifications")
    .values({
      id: facts.id,
      startedAt: facts.at,
      finishedAt: null,
      askedById: facts.askedById,
      outcome: "running",
      headSeq: facts.head.seq,
      headHash: facts.head.hash,
      broken: null,
      found: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return begun !== undefined;
};

export const recordProgress = (trx: Trx, facts: { id: string; reached: Link; found: Break | null }) =>
  trx
    .updateTable("auditVerifications")
    .set({
      checkedSeq: facts.reached.seq,
      checkedHash: facts.reached.hash,
      found: facts.found && JSON.stringify(facts.found),
    })
    .where("id", "=", facts.id)
    .execute();

export const finishVerification = (trx: Trx, facts: { id: string; at: Date; broken: Break | null }) =>
  trx
    .updateTable("auditVerifications")
    .set({
      finishedAt: facts.at,
      outcome: facts.broken ? "broken" : "whole",
      broken: facts.broken ? JSON.stringify(facts.broken) : null,
    })
    .where("id", "=", facts.id)
    .execute();
