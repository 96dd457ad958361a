import { type SqlBool, sql } from "kysely";
import type { AssignmentKey, OperationKind } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import type { Db, Trx } from "./database.ts";
import { type DueAssignment, keepsPlace } from "./due-assignments.ts";

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

/** Nobody works on them: whoever asks about one just now learns by that how it is. */
const freeRowsOf = (
  ids: readonly string[],
  now: Date,
) => sql`select ctid from assignments where operation_kind is not null
  and operation_id = any(${ids}::text[]) and (lease_until is null or lease_until <= ${now})`;

/** These operations have succeeded, says AWS: frees their places at once, and claims their rows for whoever records it. */
export const claimSucceeded = async (
  db: Db,
  facts: { ids: readonly string[]; holder: string; leaseUntil: Date; now: Date },
): Promise<DueAssignment[]> => {
  const { ids, now } = facts;
  if (ids.length === 0) return [];
  const { rows } = await sql<DueAssignment>`
    update assignments set operation_over_at = ${now}, lease_holder = ${facts.holder}, lease_until = ${facts.leaseUntil}
    where ctid in (${freeRowsOf(ids, now)} for update skip locked)
    returning person_id, account_id, permission_set_arn, trace_parent`.execute(db);
  return rows;
};

/** These operations are over: frees their places at once; how each went is asked then. Answers how many they were. */
export const recordOver = async (
  db: Db,
  facts: { ids: readonly string[]; now: Date; askAt: Date },
): Promise<number> => {
  if (facts.ids.length === 0) return 0;
  const { numAffectedRows } = await sql`
    update assignments set operation_over_at = ${facts.now}, next_at = ${facts.askAt}
    where ctid in (${freeRowsOf(facts.ids, facts.now)} for update skip locked)`.execute(db);
  return Number(numAffectedRows ?? 0n);
};

/** As long as looks go on, what goes on is not asked about one by one. */
const knownForMs = 600;

/** These operations go on: they need not be asked about one by one for a while. */
export const recordGoingOn = async (db: Db, { ids, now }: { ids: readonly string[]; now: Date }): Promise<void> => {
  if (ids.length === 0) return;
  await sql`update assignments set next_at = ${addMilliseconds(now, knownForMs)}
    where ctid in (${freeRowsOf(ids, now)} and next_at < ${addMilliseconds(now, knownForMs / 2)}
      for update skip locked)`.execute(db);
};
