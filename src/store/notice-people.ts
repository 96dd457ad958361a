import { sql } from "kysely";
import type { Person } from "../core/directory.ts";
import type { Db } from "./database.ts";
import { membersOfGroups } from "./groups.ts";
import { findPeople } from "./people.ts";

/**
 * Whoever may decide on this request now: named by an approval policy, as a person or through a group that still exists, for
 * every one of its accounts. Present people only. The requester may be among them: who asks must leave them out.
 */
export const findApprovers = async (
  db: Db,
  request: { accountIds: readonly string[]; permissionSetArn: string },
): Promise<Person[]> => {
  const { rows } = await sql<{ id: string }>`
    with matching as (
      select a.id as account_id, p.approvers
      from accounts a
      join approval_policies p on
        (cardinality(p.permission_set_arns) = 0 or ${request.permissionSetArn} = any(p.permission_set_arns))
        and exists (
          select 1 from jsonb_array_elements(p.scopes) as scope
          where (scope->>'type' = 'account' and scope->>'id' = a.id)
            or (scope->>'type' = 'ou' and scope->>'id' = a.org_unit_id)
            or (scope->>'type' = 'ou' and (scope->>'includeChildOus')::boolean and scope->>'id' = any(a.path))
        )
      where a.id = any(${[...request.accountIds]}::text[])
    ), named as (
      select account_id, approver->>'type' as type, approver->>'id' as id
      from matching cross join jsonb_array_elements(approvers) as approver
    ), deciders as (
      select account_id, id as person_id from named where type = 'user'
      union
      select named.account_id, memberships.person_id from named
      join groups on groups.id = named.id and groups.gone_at is null
      join memberships on memberships.group_id = named.id
      where named.type = 'group'
    )
    select people.id from deciders join people on people.id = deciders.person_id
    where people.enabled and people.gone_at is null
    group by people.id
    having count(*) = ${new Set(request.accountIds).size}`.execute(db);
  return findPeople(
    db,
    rows.map((row) => row.id),
  );
};

/** The present members of a group; nobody when there is no such group. */
export const findMembers = async (db: Db, groupId: string | null): Promise<Person[]> => {
  if (groupId === null) return [];
  const members = await membersOfGroups(db, [groupId]);
  return findPeople(
    db,
    members.map((member) => member.personId),
  );
};

/** Whose request a notice tells of, and what it asks for. */
export const findNoticeRequest = (db: Db, requestId: string) =>
  db
    .selectFrom("requests")
    .select(["requesterId", "accountIds", "permissionSetArn"])
    .where("id", "=", requestId)
    .executeTakeFirstOrThrow();
