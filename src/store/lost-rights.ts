import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { EndReason } from "../core/grant.ts";
import type { Db } from "./database.ts";

/** Who may not have any longer what they asked for or hold, and why. */
export type LostRight = {
  id: string;
  requestId: string;
  reason: Extract<EndReason, "person-disabled" | "eligibility-lost">;
  /** The accounts in which it is lost. */
  accountIds: string[];
  /** The account or the permission set is there no longer: nothing is left that could be kept. */
  isGone: boolean;
};

/**
 * Judges many (person, account, permission set) at once as `core/eligibility` and `core/reach-rules` judge one: policies are joined by the principals and
 * places they name, so that the cost grows with what there is to judge and not with the product of it and the policies.
 * `subjects` yields id, request_id, person_id, account_id, permission_set_arn; one id may stand for several accounts.
 */
const findLost = async (db: Db, subjects: RawBuilder<unknown>): Promise<LostRight[]> => {
  const { rows } = await sql<LostRight>`
    with subjects as materialized (${subjects}),
    deployed as materialized (
      select exists (select 1 from deployment where caller_account_id <> management_account_id) as elsewhere
    ),
    holders as materialized (
      select distinct person_id,
        exists (select 1 from people where people.id = person_id and enabled and gone_at is null) as is_present
      from subjects
    ),
    principals as materialized (
      select eligibility_policies.id as policy_id, principal->>'type' as type, principal->>'id' as id
      from eligibility_policies cross join jsonb_array_elements(principals) as principal
    ),
    named as materialized (
      select person_id, policy_id from holders join principals on type = 'user' and principals.id = person_id
      union
      select holders.person_id, policy_id from holders
      join memberships on memberships.person_id = holders.person_id
      join groups on groups.id = memberships.group_id and groups.gone_at is null
      join principals on type = 'group' and principals.id = groups.id
    ),
    places as materialized (
      select eligibility_policies.id as policy_id,
        case when scope->>'type' = 'account' then 'account '
          when (scope->>'includeChildOus')::boolean then 'below ' else 'in ' end || (scope->>'id') as place
      from eligibility_policies cross join jsonb_array_elements(scopes) as scope
      where eligibility_policies.id in (select policy_id from named)
        and not exists (select 1 from org_units where org_units.id = scope->>'id' and gone_at is not null)
    ),
    standing as materialized (
      select accounts.id as account_id, place from accounts
      cross join lateral (
        select 'account ' || accounts.id as place
        union all select 'in ' || org_unit_id
        union all select 'below ' || above from unnest(path) as above
      ) as stands
      where gone_at is null and state = 'ACTIVE' and accounts.id in (select account_id from subjects)
        and not (is_management and (select elsewhere from deployed))
    ),
    eligible as (
      select distinct subjects.id, subjects.account_id from subjects
      join permission_sets on permission_sets.arn = permission_set_arn and permission_sets.gone_at is null
        and not (in_management_account and (select elsewhere from deployed))
      join named on named.person_id = subjects.person_id
      join eligibility_policies on eligibility_policies.id = named.policy_id
        and permission_set_arn = any(eligibility_policies.permission_set_arns)
      join places on places.policy_id = eligibility_policies.id
      join standing on standing.account_id = subjects.account_id and standing.place = places.place
    )
    select subjects.id, subjects.request_id,
      case when bool_and(is_present) then 'eligibility-lost' else 'person-disabled' end as reason,
      array_agg(subjects.account_id order by subjects.account_id) as account_ids,
      bool_or(exists (select 1 from accounts where accounts.id = subjects.account_id and gone_at is not null)
        or exists (select 1 from permission_sets where arn = permission_set_arn and gone_at is not null)) as is_gone
    from subjects
    join holders on holders.person_id = subjects.person_id
    left join eligible on eligible.id = subjects.id and eligible.account_id = subjects.account_id
    where not is_present or eligible.id is null
    group by subjects.id, subjects.request_id
    order by subjects.id`.execute(db);
  return rows;
};

const onlyThese = (column: RawBuilder<unknown>, ids: readonly string[] | undefined): RawBuilder<SqlBool> =>
  ids === undefined ? sql<SqlBool>`true` : sql<SqlBool>`${column} = any(${[...ids]}::uuid[])`;

/** Grants that are not ending yet and whose person may not hold them any longer; among these ids, or among all. */
export const findGrantsWithoutRight = (db: Db, ids?: readonly string[]): Promise<LostRight[]> =>
  findLost(
    db,
    sql`select id, request_id, person_id, account_id, permission_set_arn from grants
      where state in ('scheduled', 'activating', 'active') and ${onlyThese(sql`id`, ids)}`,
  );

/** Pending requests whose requester may not ask any longer for what they asked for, in at least one account. */
export const findRequestsWithoutRight = (db: Db, ids?: readonly string[]): Promise<LostRight[]> =>
  findLost(
    db,
    sql`select id, id as request_id, requester_id as person_id, account_id, permission_set_arn from requests
      cross join unnest(account_ids) as account_id where state = 'pending' and ${onlyThese(sql`id`, ids)}`,
  );
