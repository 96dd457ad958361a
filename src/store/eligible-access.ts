import { type SqlBool, sql } from "kysely";
import type { Candidate } from "../core/approval.ts";
import type { Placed } from "../core/covering-policies.ts";
import type { PersonInGroups } from "../core/directory.ts";
import type { ApprovalPolicy, EligibilityPolicy, Scope } from "../core/policies.ts";
import type { Db } from "./database.ts";

type Who = Pick<PersonInGroups, "id" | "groupIds">;

const idsOf = (person: Who) => [person.id, ...person.groupIds];

/** A policy whose OU vanished goes on without it. */
export const withoutGoneOrgUnits = async <Policy extends { scopes: Scope[] }>(
  db: Db,
  policies: Policy[],
): Promise<Policy[]> => {
  const named = policies.flatMap(({ scopes }) => scopes.flatMap(({ type, id }) => (type === "ou" ? [id] : [])));
  if (named.length === 0) return policies;
  const rows = await db
    .selectFrom("orgUnits")
    .select("id")
    .where(sql<SqlBool>`id = any(${[...new Set(named)]}::text[])`)
    .where("goneAt", "is not", null)
    .execute();
  const gone = new Set(rows.map(({ id }) => id));
  if (gone.size === 0) return policies;
  const exists = (scope: Scope) => scope.type === "account" || !gone.has(scope.id);
  return policies.map((policy) => ({ ...policy, scopes: policy.scopes.filter(exists) }));
};

/** The eligibility policies that may concern this person, of one permission set or of all. Ids that stand for another kind of thing are sorted out later. */
export const findEligibilityPoliciesOf = async (
  db: Db,
  person: Who,
  permissionSetArn?: string,
): Promise<EligibilityPolicy[]> => {
  const policies = await db
    .selectFrom("eligibilityPolicies")
    .select(["id", "name", "principals", "scopes", "permissionSetArns", "maxDurationMinutes", "approvalRequired"])
    .where(sql<SqlBool>`principal_ids && ${idsOf(person)}::text[]`)
    .$if(permissionSetArn !== undefined, (query) =>
      query.where(sql<SqlBool>`${permissionSetArn ?? ""} = any(permission_set_arns)`),
    )
    .execute();
  return withoutGoneOrgUnits(db, policies);
};

const approvalColumns = ["id", "name", "scopes", "permissionSetArns", "approvers", "approvalsNeeded"] as const;

/** The approval policies that may name one of these people. */
export const findApprovalPoliciesNaming = async (db: Db, ...people: Who[]): Promise<ApprovalPolicy[]> =>
  withoutGoneOrgUnits(
    db,
    await db
      .selectFrom("approvalPolicies")
      .select(approvalColumns)
      .where(sql<SqlBool>`approver_ids && ${[...new Set(people.flatMap(idsOf))]}::text[]`)
      .execute(),
  );

/** The approval policies that may concern this permission set in one of these accounts. */
export const findApprovalPoliciesFor = async (
  db: Db,
  subject: { accounts: readonly Placed[]; permissionSetArn: string },
): Promise<ApprovalPolicy[]> => {
  const places = [...new Set(subject.accounts.flatMap(({ id, path, orgUnitId }) => [id, orgUnitId, ...path]))];
  return withoutGoneOrgUnits(
    db,
    await db
      .selectFrom("approvalPolicies")
      .select(approvalColumns)
      .where(
        sql<SqlBool>`(cardinality(permission_set_arns) = 0 or ${subject.permissionSetArn} = any(permission_set_arns))`,
      )
      .where(
        sql<SqlBool>`exists (select 1 from jsonb_array_elements(scopes) scope where scope->>'id' = any(${places}::text[]))`,
      )
      .execute(),
  );
};

/** The people whom these policies name, directly or by a group that still exists: enabled, not gone, with those of the groups they are in. */
export const findCandidates = async (db: Db, policies: readonly ApprovalPolicy[]): Promise<Candidate[]> => {
  const named = policies.flatMap(({ approvers }) => approvers);
  const idsOfType = (type: "user" | "group") => [
    ...new Set(named.filter((principal) => principal.type === type).map(({ id }) => id)),
  ];
  const { rows } = await sql<Candidate>`
    with named as (
      select id as person_id, null::text as group_id from unnest(${idsOfType("user")}::text[]) as id
      union all
      select memberships.person_id, memberships.group_id from memberships
      join groups on groups.id = memberships.group_id and groups.gone_at is null
      where memberships.group_id = any(${idsOfType("group")}::text[])
    )
    select people.id, people.user_name, people.display_name, people.email, people.enabled, people.gone_at,
      coalesce(array_agg(named.group_id) filter (where named.group_id is not null), '{}') as group_ids
    from named join people on people.id = named.person_id
    where people.enabled and people.gone_at is null
    group by people.id
    order by people.display_name, people.id`.execute(db);
  return rows;
};
