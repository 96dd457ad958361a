import { type SqlBool, sql } from "kysely";
import type { Db, Trx } from "./database.ts";

const lockName = 7_350_001;

/**
 * Held until the transaction ends: many may write one person's memberships at a time, or one may write those of whole groups.
 * Without it, a list read earlier could bring back a membership that is being removed this very moment.
 */
export const lockMemberships = (trx: Trx, writing: "one person" | "whole groups") =>
  writing === "one person"
    ? sql`select pg_advisory_xact_lock_shared(${lockName}::bigint)`.execute(trx)
    : sql`select pg_advisory_xact_lock(${lockName}::bigint)`.execute(trx);

/** The groups, not gone, on which somebody's rights hang: those named by policies and settings. */
const referenced = sql`(
  select principal ->> 'id' from eligibility_policies, jsonb_array_elements(principals) as principal
  where principal ->> 'type' = 'group'
  union select approver ->> 'id' from approval_policies, jsonb_array_elements(approvers) as approver
  where approver ->> 'type' = 'group'
  union select document ->> 'adminGroupId' from settings
  union select document ->> 'auditorGroupId' from settings
)`;

/**
 * Whose members to read next: every group that policies or settings name, then the others, longest unread first, until there are
 * `most` altogether.
 */
export const listGroupsToRead = async (db: Db, most: number): Promise<string[]> => {
  const result = await sql<{ id: string }>`
    with named as (
      select id, members_synced_at, coalesce(id in ${referenced}, false) as is_named from groups where gone_at is null
    ), ranked as (
      select id, is_named, row_number() over (order by is_named desc, members_synced_at nulls first, id) as place from named
    )
    select id from ranked where is_named or place <= ${most} order by place`.execute(db);
  return result.rows.map((row) => row.id);
};

export type MembersSeen = { groupId: string; personIds: string[] };

/**
 * Makes the members of these groups exactly those of a list that began to be read at `readAt`, except for people who were
 * refreshed since. Answers which groups changed and by how much.
 */
export const replaceMembers = async (
  trx: Trx,
  facts: { groups: readonly MembersSeen[]; readAt: Date },
): Promise<{ groupId: string; added: number; removed: number }[]> => {
  const seen = JSON.stringify(facts.groups);
  const result = await sql<{ groupId: string; added: number; removed: number }>`
    with seen as (
      select * from jsonb_to_recordset(${seen}::jsonb) as seen("groupId" text, "personIds" text[])
    ), pairs as (
      select distinct seen."groupId" as group_id, person_id from seen cross join unnest(seen."personIds") as person_id
    ), newer as (
      select id from people where refreshed_at > ${facts.readAt}
    ), removed as (
      delete from memberships using seen
      where memberships.group_id = seen."groupId"
        and not exists (
          select from pairs where pairs.group_id = memberships.group_id and pairs.person_id = memberships.person_id)
        and not exists (select from newer where newer.id = memberships.person_id)
      returning memberships.group_id
    ), added as (
      insert into memberships (group_id, person_id)
      select group_id, person_id from pairs where not exists (select from newer where newer.id = pairs.person_id)
      on conflict do nothing
      returning group_id
    ), marked as (
      update groups set members_synced_at = ${facts.readAt} from seen where groups.id = seen."groupId"
    )
    select group_id, sum(added)::int as added, sum(removed)::int as removed
    from (select group_id, 1 as added, 0 as removed from added
      union all select group_id, 0, 1 from removed) as differences
    group by group_id order by group_id`.execute(trx);
  return result.rows;
};

/** Makes the groups of one person exactly these. Groups never heard of are known by their id until the next sync names them. */
export const replaceGroupsOf = async (trx: Trx, facts: { personId: string; groupIds: readonly string[] }) => {
  const groupIds = [...facts.groupIds];
  await sql`
    insert into groups (id, display_name) select distinct id, id from unnest(${groupIds}::text[]) as id
    on conflict (id) do update set gone_at = null where groups.gone_at is not null`.execute(trx);
  await trx
    .deleteFrom("memberships")
    .where("personId", "=", facts.personId)
    .where(sql<SqlBool>`not group_id = any(${groupIds}::text[])`)
    .execute();
  await sql`
    insert into memberships (group_id, person_id) select distinct id, ${facts.personId}::text from unnest(${groupIds}::text[]) as id
    on conflict do nothing`.execute(trx);
};
