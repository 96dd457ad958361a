import { type RawBuilder, type SqlBool, sql } from "kysely";
import { decodeCursor, encodeCursor, instantKey, unreadableCursor, uuidKey } from "./cursor.ts";
import { containsText } from "./name-cursor.ts";

/** A question for one page of policies. Every filter that is given must hold. */
export type PolicyPageQuery = {
  limit: number;
  cursor?: string | undefined;
  sort?: "name" | "-name" | "updatedAt" | "-updatedAt" | undefined;
  /** In the name of the policy, or of anything it names. */
  search?: string | undefined;
  /** Names this person, or a group they are in. */
  person?: string | undefined;
  group?: string | undefined;
  /** Covers this account, by itself or by an organisational unit. */
  account?: string | undefined;
  orgUnit?: string | undefined;
  permissionSet?: string | undefined;
  /** Only those that name something without effect. `managementIsOutOfReach` decides whether the management account is such a thing. */
  withWarnings?: { managementIsOutOfReach: boolean } | undefined;
};

type Kind = "eligibility" | "approval";

const tables = {
  eligibility: { at: sql`eligibility_policies`, principals: sql`eligibility_policies.principal_ids` },
  approval: { at: sql`approval_policies`, principals: sql`approval_policies.approver_ids` },
} as const;

/** The ids of the policies that name something that `names` is true of. One pass over all that policies name, whatever is looked for. */
const naming = (kind: Kind, names: RawBuilder<SqlBool>) => {
  const { at, principals } = tables[kind];
  return sql<SqlBool>`${at}.id in (
    select ${at}.id from ${at}, lateral (
      select unnest(${principals}) as id
      union all select scope->>'id' from jsonb_array_elements(${at}.scopes) scope
      union all select unnest(${at}.permission_set_arns)
    ) named where ${names})`;
};

const namesText = (kind: Kind, search: string) =>
  naming(
    kind,
    sql<SqlBool>`named.id in (
      select id from people where ${containsText(search, [sql`display_name`, sql`user_name`, sql`id`])}
      union all select id from groups where ${containsText(search, [sql`display_name`, sql`id`])}
      union all select id from accounts where ${containsText(search, [sql`name`, sql`id`])}
      union all select id from org_units where ${containsText(search, [sql`name`, sql`id`])}
      union all select arn from permission_sets where ${containsText(search, [sql`name`, sql`arn`])})`,
  );

const namesWithoutEffect = (kind: Kind, managementIsOutOfReach: boolean) =>
  naming(
    kind,
    sql<SqlBool>`not exists (select from (
      select id from people where gone_at is null and enabled
      union all select id from groups where gone_at is null
      union all select id from accounts
        where gone_at is null and state = 'ACTIVE' and not (is_management and ${managementIsOutOfReach})
      union all select id from org_units where gone_at is null
      union all select arn from permission_sets
        where gone_at is null and not (in_management_account and ${managementIsOutOfReach})
    ) sound where sound.id = named.id)`,
  );

const covers = (kind: Kind, accountId: string) => {
  const { at } = tables[kind];
  return sql<SqlBool>`exists (
    select from jsonb_array_elements(${at}.scopes) scope left join accounts on accounts.id = ${accountId}
    where scope->>'id' = ${accountId} or scope->>'id' = accounts.org_unit_id
      or ((scope->>'includeChildOus')::boolean and scope->>'id' = any(accounts.path)))`;
};

/** SQL that is true of the policies that are asked for. */
export const matchingPolicies = (kind: Kind, query: PolicyPageQuery): RawBuilder<SqlBool> => {
  const { at, principals } = tables[kind];
  const { search, person, group, account, orgUnit, permissionSet, withWarnings } = query;
  const parts: RawBuilder<SqlBool>[] = [];
  if (search) parts.push(sql`(${containsText(search, [sql`${at}.name`])} or ${namesText(kind, search)})`);
  if (person)
    parts.push(sql`${principals} && array(
      select ${person}::text union all select group_id from memberships where person_id = ${person})`);
  if (group) parts.push(sql`${principals} && ${[group]}::text[]`);
  if (account) parts.push(covers(kind, account));
  if (orgUnit) parts.push(sql`${at}.scopes @> ${JSON.stringify([{ type: "ou", id: orgUnit }])}::jsonb`);
  if (permissionSet) {
    const named = sql<SqlBool>`${permissionSet} = any(${at}.permission_set_arns)`;
    parts.push(kind === "approval" ? sql`(${named} or cardinality(${at}.permission_set_arns) = 0)` : named);
  }
  if (withWarnings) parts.push(namesWithoutEffect(kind, withWarnings.managementIsOutOfReach));
  return parts.length === 0 ? sql<SqlBool>`true` : sql<SqlBool>`${sql.join(parts, sql` and `)}`;
};

type Sorted = { id: string; name: string; updatedAt: Date };

/** In which order, and what begins after the cursor in that order; the cursor says which order it was made for. */
export const policyOrder = (query: PolicyPageQuery) => {
  const sort = query.sort ?? "name";
  const byTime = sort.endsWith("updatedAt");
  const [column, direction, beyond] = [
    byTime ? sql`updated_at` : sql`name`,
    sort.startsWith("-") ? sql`desc` : sql`asc`,
    sort.startsWith("-") ? sql`<` : sql`>`,
  ];
  const after = (cursor: string) => {
    const [of, key = "", id = ""] = decodeCursor(cursor, 3);
    if (of !== sort) throw unreadableCursor();
    return sql<SqlBool>`(${column}, id) ${beyond} (${byTime ? instantKey(key) : key}, ${uuidKey(id)}::uuid)`;
  };
  return {
    after: query.cursor ? after(query.cursor) : sql<SqlBool>`true`,
    order: sql`${column} ${direction}, id ${direction}`,
    /** Cuts rows, read with one more than the limit, into a page. */
    page: <Row extends Sorted>(rows: Row[]): { items: Row[]; nextCursor?: string } => {
      const items = rows.slice(0, query.limit);
      const last = items.at(-1);
      if (rows.length <= query.limit || !last) return { items };
      return { items, nextCursor: encodeCursor([sort, byTime ? last.updatedAt.toISOString() : last.name, last.id]) };
    },
  };
};
