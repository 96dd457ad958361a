import { sql } from "kysely";
import type { Holder, KnownAssignment, Pair } from "../core/drift.ts";
import { addMilliseconds } from "../core/time.ts";
import { type AssignmentRow, stateOf } from "./assignments.ts";
import type { Trx } from "./database.ts";

/** What is known of everything that Stint may have in this pair, and of whoever is listed there; locked until the transaction ends. */
export const lockKnownAssignments = async (
  trx: Trx,
  facts: { pair: Pair; listed: readonly Holder[]; now: Date },
): Promise<KnownAssignment[]> => {
  const { accountId, permissionSetArn } = facts.pair;
  const { rows } = await sql<AssignmentRow>`
    select * from assignments a where account_id = ${accountId} and permission_set_arn = ${permissionSetArn}
      and (ownership <> 'none' or operation_kind is not null or doubt_until is not null
        or person_id = any(${facts.listed.map(({ id }) => id)}::text[]))
    order by person_id for update`.execute(trx);
  const active = await trx
    .selectFrom("grants")
    .select("personId")
    .where("accountId", "=", accountId)
    .where("permissionSetArn", "=", permissionSetArn)
    .where("personId", "in", rows.length > 0 ? rows.map(({ personId }) => personId) : [""])
    .where("state", "=", "active")
    .where("endsAt", ">", facts.now)
    .execute();
  const isActive = new Set(active.map(({ personId }) => personId));
  return rows.map((row) => ({
    holder: { kind: row.isGroup ? "group" : "person", id: row.personId },
    state: stateOf(row),
    isWorkedOn: row.leaseUntil !== null && row.leaseUntil > facts.now,
    isActive: isActive.has(row.personId),
  }));
};

/** The engine lists it soon, by itself: two looks, not one, decide that something is gone. */
const looksAgainMs = 10_000;

/** Has the engine look once more at what a list did not have; answers when. */
export const markMissing = async (trx: Trx, facts: { pair: Pair; holder: Holder; now: Date }): Promise<Date> => {
  const at = addMilliseconds(facts.now, looksAgainMs);
  await sql`
    update assignments set observed = 'unknown', observed_at = null, missed_at = ${facts.now},
      lane = case when next_at <= ${at} then lane else 'activate' end, next_at = least(coalesce(next_at, ${at}), ${at})
    where person_id = ${facts.holder.id} and account_id = ${facts.pair.accountId}
      and permission_set_arn = ${facts.pair.permissionSetArn}`.execute(trx);
  return at;
};
