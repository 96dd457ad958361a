import { type SqlBool, sql } from "kysely";
import type { Hold, StopScope } from "../core/emergency-stop.ts";
import type { Db, Trx } from "./database.ts";

export const scopeOf = (row: { scopeKind: StopScope["kind"]; scopeId: string | null }): StopScope =>
  row.scopeKind === "everything" ? { kind: "everything" } : { kind: row.scopeKind, id: row.scopeId ?? "" };

export const isHolding = sql<SqlBool>`(lifted_at is null or carried_out_at is null)`;

/** The stops that hold anything at this moment, the oldest first; with `ids`, those about one of these or about everything. */
export const findHolds = async (db: Db, ids?: readonly string[]): Promise<Hold[]> => {
  const rows = await db
    .selectFrom("emergencyStops")
    .leftJoin("people", "people.id", "askedById")
    .select(["scopeKind", "scopeId", "askedById", "askedAt", "displayName"])
    .where(isHolding)
    .$if(ids !== undefined, (query) =>
      query.where(sql<SqlBool>`(scope_id is null or scope_id = any(${[...(ids ?? [])]}::text[]))`),
    )
    .orderBy("askedAt")
    .execute();
  return rows.map((row) => ({
    scope: scopeOf(row),
    askedBy: row.displayName ?? row.askedById,
    askedAt: row.askedAt,
  }));
};

/**
 * Nobody records an emergency stop until this transaction ends, so that what it grants, or leaves waiting, is seen by that stop. Take it
 * before the end of the audit chain.
 */
export const keepStopsOut = (trx: Trx) =>
  sql`select pg_advisory_xact_lock_shared(hashtext('emergency-stops'))`.execute(trx);

/** Waits for all who are granting access at this moment; whoever comes later sees the stop that this transaction records. */
export const waitForGranting = (trx: Trx) =>
  sql`select pg_advisory_xact_lock(hashtext('emergency-stops'))`.execute(trx);
