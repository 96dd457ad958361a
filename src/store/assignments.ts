import { type Selectable, type SqlBool, sql } from "kysely";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { AssignmentState } from "../core/reconciliation.ts";
import type { Db, Trx } from "./database.ts";
import type { Schema } from "./schema.ts";

export type AssignmentRow = Selectable<Schema["assignments"]>;
export type Lane = "end" | "activate";

/** Has the engine look at this assignment at that instant or before. Never moves a look that is due earlier. */
export const scheduleLook = (trx: Trx, facts: { key: AssignmentKey; at: Date; lane?: Lane }) =>
  trx
    .insertInto("assignments")
    .values({ ...keyOf(facts.key), nextAt: facts.at, lane: facts.lane ?? "activate" })
    .onConflict((conflict) =>
      conflict.columns(["personId", "accountId", "permissionSetArn"]).doUpdateSet({
        nextAt: sql`least(assignments.next_at, excluded.next_at)`,
        lane: sql`case when assignments.next_at is null or excluded.next_at <= assignments.next_at
          then excluded.lane else assignments.lane end`,
      }),
    )
    .execute();

export const keyOf = (row: AssignmentKey): AssignmentKey => ({
  personId: row.personId,
  accountId: row.accountId,
  permissionSetArn: row.permissionSetArn,
});

const ofKey = (key: AssignmentKey) => sql<SqlBool>`
  person_id = ${key.personId} and account_id = ${key.accountId} and permission_set_arn = ${key.permissionSetArn}`;

/** Locks the row until the transaction ends; undefined when there is none. */
export const lockAssignment = (trx: Trx, key: AssignmentKey): Promise<AssignmentRow | undefined> =>
  trx.selectFrom("assignments").selectAll().where(ofKey(key)).forUpdate().executeTakeFirst();

export const stateOf = (row: AssignmentRow): AssignmentState => ({
  observed: row.observed,
  observedAt: row.observedAt,
  ownership: row.ownership,
  operation:
    row.operationKind && row.operationStartedAt
      ? { kind: row.operationKind, id: row.operationId, startedAt: row.operationStartedAt }
      : null,
  doubtUntil: row.doubtUntil,
});

export type Progress = Pick<
  AssignmentRow,
  "attempts" | "lastError" | "nextAt" | "lane" | "unwantedSince" | "alarmedAt"
>;

/** Writes what is known and when to look next. `lease` is kept for the holder's next step, or given up. */
export const saveAssignment = (
  trx: Trx,
  key: AssignmentKey,
  facts: { state: AssignmentState; progress: Progress; lease: { holder: string; until: Date } | null },
) =>
  trx
    .updateTable("assignments")
    .set({
      observed: facts.state.observed,
      observedAt: facts.state.observedAt,
      ownership: facts.state.ownership,
      operationKind: facts.state.operation?.kind ?? null,
      operationId: facts.state.operation?.id ?? null,
      operationStartedAt: facts.state.operation?.startedAt ?? null,
      doubtUntil: facts.state.doubtUntil,
      ...facts.progress,
      leaseHolder: facts.lease?.holder ?? null,
      leaseUntil: facts.lease?.until ?? null,
    })
    .where(ofKey(key))
    .execute();

/**
 * Claims due assignments for one worker: first those with an operation to ask about, then, ends before starts, as many others as
 * there are free places for writes, leaving out those whose (account, permission set) is being written already.
 * Two workers never claim the same row: `skip locked`, and the lease.
 */
export const claimDue = async (
  db: Db,
  facts: { holder: string; now: Date; leaseUntil: Date; most: number; writesAtOnce: number },
): Promise<AssignmentKey[]> => {
  if (facts.most <= 0) return [];
  const result = await sql<AssignmentKey>`
    with free as (
      select greatest(0, ${facts.writesAtOnce}::int - count(*)::int) as places from assignments where operation_kind is not null
    ), to_ask as (
      select ctid from assignments
        where operation_kind is not null and next_at <= ${facts.now} and (lease_until is null or lease_until <= ${facts.now})
        order by next_at limit ${facts.most} for update skip locked
    ), others as (
      select ctid from assignments a
        where operation_kind is null and next_at <= ${facts.now} and (lease_until is null or lease_until <= ${facts.now})
          and not exists (select 1 from assignments busy where busy.operation_kind is not null
            and busy.account_id = a.account_id and busy.permission_set_arn = a.permission_set_arn)
        order by (lane = 'end') desc, next_at limit (select least(places, ${facts.most}::int) from free)
        for update skip locked
    ), due as (
      select ctid from to_ask union all select ctid from others
    )
    update assignments set lease_holder = ${facts.holder}, lease_until = ${facts.leaseUntil}
    where ctid in (select ctid from due)
    returning person_id, account_id, permission_set_arn`.execute(db);
  return result.rows;
};

/**
 * When something is due next: a planned look, or the end of a lease whose holder may have died. Undefined when nothing is planned;
 * in the past when places are short.
 */
export const nextDueAt = async (db: Db, now: Date): Promise<Date | undefined> => {
  const free = sql<SqlBool>`lease_until is null or lease_until <= ${now}`;
  const row = await db
    .selectNoFrom((expression) => [
      expression
        .selectFrom("assignments")
        .select("nextAt")
        .where("nextAt", "is not", null)
        .where(free)
        .orderBy("nextAt")
        .limit(1)
        .as("nextAt"),
      expression
        .selectFrom("assignments")
        .select(({ fn }) => fn.min("leaseUntil").as("leaseUntil"))
        .where("leaseUntil", ">", now)
        .as("leaseUntil"),
    ])
    .executeTakeFirstOrThrow();
  const instants = [row.nextAt, row.leaseUntil].filter((instant) => instant !== null);
  return instants.length > 0 ? new Date(Math.min(...instants.map((instant) => instant.getTime()))) : undefined;
};

/** Whether a write to this tuple may begin now: a place among the ten, and nobody writing the same (account, permission set). */
export const mayBeginWrite = async (trx: Trx, key: AssignmentKey, writesAtOnce: number): Promise<boolean> => {
  const busy = await trx
    .selectFrom("assignments")
    .select(({ fn }) => [
      fn.countAll<number>().as("all"),
      sql<number>`count(*) filter (where account_id = ${key.accountId} and permission_set_arn = ${key.permissionSetArn})`.as(
        "same",
      ),
    ])
    .where("operationKind", "is not", null)
    .where(sql<SqlBool>`not (${ofKey(key)})`)
    .executeTakeFirstOrThrow();
  return Number(busy.all) < writesAtOnce && Number(busy.same) === 0;
};

/** Ids of the operations we know of, to tell them from one whose answer was lost. */
export const knownOperationIds = async (db: Db): Promise<Set<string>> => {
  const rows = await db.selectFrom("assignments").select("operationId").where("operationId", "is not", null).execute();
  return new Set(rows.flatMap((row) => (row.operationId ? [row.operationId] : [])));
};
