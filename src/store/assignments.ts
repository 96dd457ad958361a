import { type Selectable, type SqlBool, sql } from "kysely";
import type { AssignmentKey } from "../core/identity-center.ts";
import type { AssignmentState } from "../core/reconciliation.ts";
import type { Trx } from "./database.ts";
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
        lane: sql`case when excluded.lane = 'end' or assignments.next_at is null or excluded.next_at <= assignments.next_at
          then excluded.lane else assignments.lane end`,
      }),
    )
    .execute();

export const keyOf = (row: AssignmentKey): AssignmentKey => ({
  personId: row.personId,
  accountId: row.accountId,
  permissionSetArn: row.permissionSetArn,
  ...(row.isGroup ? { isGroup: true } : {}),
});

const ofKey = (key: AssignmentKey) => sql<SqlBool>`
  person_id = ${key.personId} and account_id = ${key.accountId} and permission_set_arn = ${key.permissionSetArn}`;

/** Locks the row until the transaction ends; undefined when there is none. */
export const lockAssignment = (trx: Trx, key: AssignmentKey): Promise<AssignmentRow | undefined> =>
  trx.selectFrom("assignments").selectAll().where(ofKey(key)).forUpdate().executeTakeFirst();

/** Locks those of the rows that exist, in the order in which everybody locks several, so that nobody waits in a ring. */
export const lockAssignments = (trx: Trx, keys: readonly AssignmentKey[]) =>
  sql`select 1 from assignments
    where (person_id, account_id, permission_set_arn) in (
      select * from unnest(${keys.map((key) => key.personId)}::text[], ${keys.map((key) => key.accountId)}::text[],
        ${keys.map((key) => key.permissionSetArn)}::text[]))
    order by person_id, account_id, permission_set_arn for update`.execute(trx);

export const stateOf = (row: AssignmentRow): AssignmentState => ({
  observed: row.observed,
  observedAt: row.observedAt,
  ownership: row.ownership,
  operation:
    row.operationKind && row.operationStartedAt
      ? { kind: row.operationKind, id: row.operationId, startedAt: row.operationStartedAt }
      : null,
  doubtUntil: row.doubtUntil,
  removalDoubtUntil: row.removalDoubtUntil,
  missedAt: row.missedAt,
});

export type Progress = Pick<AssignmentRow, "attempts" | "refusals" | "lastError" | "nextAt" | "lane" | "unwantedSince">;

/**
 * Writes what is known and when to look next. `lease` is kept for the holder's next step, or given up; `setAsideAt` is set when nothing
 * can be done until the account comes back.
 */
export const saveAssignment = (
  trx: Trx,
  key: AssignmentKey,
  facts: {
    state: AssignmentState;
    progress: Progress;
    lease: { holder: string; until: Date } | null;
    setAsideAt: Date | null;
    /** When the operation was seen to be over, which keeps its place free. */
    overAt?: Date | null;
  },
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
      operationOverAt: facts.overAt ?? null,
      doubtUntil: facts.state.doubtUntil,
      removalDoubtUntil: facts.state.removalDoubtUntil,
      missedAt: facts.state.missedAt,
      ...facts.progress,
      ...(facts.state.ownership === "ours" ? {} : { findingId: null }),
      // Nothing is left to remove, or it is wanted again.
      ...(facts.progress.unwantedSince === null ? { urgent: false } : {}),
      leaseHolder: facts.lease?.holder ?? null,
      leaseUntil: facts.lease?.until ?? null,
      setAsideAt: facts.setAsideAt,
    })
    .where(ofKey(key))
    .execute();

/** Makes what a finding has removed the engine's to take away, as if it were ours; the database refuses it without that finding. */
export const adopt = (trx: Trx, facts: { key: AssignmentKey; findingId: string; now: Date }) =>
  trx
    .updateTable("assignments")
    .set({
      ...{ ownership: "ours", findingId: facts.findingId, observed: "unknown", observedAt: null, missedAt: null },
      ...{ nextAt: facts.now, lane: "end", unwantedSince: facts.now, attempts: 0, refusals: 0, lastError: null },
    })
    .where(ofKey(facts.key))
    .execute();

/** Undoes `adopt`: Stint knows nothing of it but what a look will say, and asks AWS for nothing. */
export const release = (trx: Trx, key: AssignmentKey) =>
  trx
    .updateTable("assignments")
    .set({
      ...{ ownership: "none", findingId: null, observed: "unknown", observedAt: null, missedAt: null },
      ...{ nextAt: null, lane: "activate", unwantedSince: null, attempts: 0, refusals: 0, lastError: null },
      ...{ urgent: false, setAsideAt: null, operationOverAt: null, traceParent: null },
    })
    .where(ofKey(key))
    .execute();
