import { type SqlBool, sql } from "kysely";
import type { AssignmentKey, OperationKind } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import type { Db, Trx } from "./database.ts";
import { keepsPlace } from "./due-assignments.ts";

/** Whether a write to this tuple may begin now: a place among the ten, and nobody writing the same (account, permission set). */
export const mayBeginWrite = async (
  trx: Trx,
  facts: { key: AssignmentKey; writesAtOnce: number; now: Date },
): Promise<boolean> => {
  const { personId, accountId, permissionSetArn } = facts.key;
  const busy = await trx
    .selectFrom("assignments")
    .select(({ fn }) => [
      fn.countAll<number>().as("all"),
      sql<number>`count(*) filter (where account_id = ${accountId} and permission_set_arn = ${permissionSetArn})`.as(
        "same",
      ),
    ])
    .where(keepsPlace(facts.now))
    .where(
      sql<SqlBool>`(person_id, account_id, permission_set_arn) <> (${personId}, ${accountId}, ${permissionSetArn})`,
    )
    .executeTakeFirstOrThrow();
  return Number(busy.all) < facts.writesAtOnce && Number(busy.same) === 0;
};

/** Ids of the operations we know of, to tell them from one whose answer was lost. */
export const knownOperationIds = async (db: Db): Promise<Set<string>> => {
  const rows = await db.selectFrom("assignments").select("operationId").where("operationId", "is not", null).execute();
  return new Set(rows.flatMap((row) => (row.operationId ? [row.operationId] : [])));
};

/** The operations that AWS has not been seen to finish, begun before that instant, and whether anybody waits for a place. */
export const findCrowd = async (
  db: Db,
  facts: { now: Date; begunBefore: Date },
): Promise<{ operations: { kind: OperationKind; id: string }[]; isWaiting: boolean }> => {
  const { rows } = await sql<{ kind: OperationKind; id: string; isWaiting: boolean }>`
    select operation_kind as kind, operation_id as id, exists (
        select 1 from assignments where operation_kind is null and next_at <= ${facts.now}
          and (lease_until is null or lease_until <= ${facts.now})) as is_waiting
    from assignments where operation_kind is not null and operation_id is not null and operation_over_at is null
      and operation_started_at <= ${facts.begunBefore}`.execute(db);
  return { operations: rows.map(({ kind, id }) => ({ kind, id })), isWaiting: rows[0]?.isWaiting ?? false };
};

/** How an operation went can wait until the write that takes its place was sent. */
const askAfterMs = 150;

/**
 * Records one look at all of AWS's operations: what is over frees its place at once and is asked about soon; what goes on need not
 * be asked about one by one for a while. Rows that somebody works on are left alone.
 */
export const recordLook = async (db: Db, facts: { over: string[]; goesOn: string[]; now: Date }): Promise<void> => {
  const { now } = facts;
  const rowsOf = (ids: string[]) => sql`select ctid from assignments where operation_kind is not null
    and operation_id = any(${ids}::text[]) for update skip locked`;
  if (facts.over.length > 0)
    await sql`update assignments set operation_over_at = ${now}, next_at = ${addMilliseconds(now, askAfterMs)}
      where ctid in (${rowsOf(facts.over)})`.execute(db);
  if (facts.goesOn.length > 0)
    await sql`update assignments set next_at = ${addMilliseconds(now, 2_500)}
      where ctid in (${rowsOf(facts.goesOn)}) and (lease_until is null or lease_until <= ${now})`.execute(db);
};
