import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { ApprovalPolicy } from "../core/policies.ts";
import type { Db } from "./database.ts";
import { isBelow } from "./is-below.ts";

/** Accounts, those that are gone too, in which the same permission sets count; no permission sets means all of them. */
export type Coverage = {
  permissionSetArns: string[];
  accountIds: string[];
  /** Every account there is, and then they are not listed. */
  everyAccount?: boolean;
};

/** Whether these policies cover everything: one of them the whole organisation for every permission set. Many approvers do. */
const coversEverything = async (db: Db, policies: readonly ApprovalPolicy[]): Promise<boolean> => {
  const wholes = policies
    .filter(({ permissionSetArns }) => permissionSetArns.length === 0)
    .flatMap(({ scopes }) =>
      scopes.flatMap((scope) => (scope.type === "ou" && scope.includeChildOus ? [scope.id] : [])),
    );
  if (wholes.length === 0) return false;
  const root = await db
    .selectFrom("orgUnits")
    .select("id")
    .where(sql<SqlBool>`id = any(${wholes}::text[])`)
    .where("parentId", "is", null)
    .where("goneAt", "is", null)
    .executeTakeFirst();
  return root !== undefined;
};

const inGroups = (policies: readonly ApprovalPolicy[]) => {
  const groups = new Map<string, ApprovalPolicy[]>();
  for (const policy of policies) {
    const key = [...policy.permissionSetArns].sort().join(" ");
    groups.set(key, [...(groups.get(key) ?? []), policy]);
  }
  return [...groups.values()];
};

/** What these policies cover as accounts, so that a page of requests can be found by index. One query for each set of permission sets. */
export const findCoverage = async (db: Db, policies: readonly ApprovalPolicy[]): Promise<Coverage[]> => {
  if (await coversEverything(db, policies)) return [{ permissionSetArns: [], accountIds: [], everyAccount: true }];
  const coverage: Coverage[] = [];
  for (const group of inGroups(policies)) {
    const scopes = group.flatMap((policy) => policy.scopes);
    const named = scopes.flatMap((scope) => (scope.type === "account" ? [scope.id] : []));
    const directIn = scopes.flatMap((scope) => (scope.type === "ou" && !scope.includeChildOus ? [scope.id] : []));
    const belowOf = scopes.flatMap((scope) => (scope.type === "ou" && scope.includeChildOus ? [scope.id] : []));
    const rows = await db
      .selectFrom("accounts")
      .select("id")
      .where(sql<SqlBool>`(org_unit_id = any(${directIn}::text[]) or ${isBelow(belowOf)})`)
      .execute();
    const accountIds = [...new Set([...named, ...rows.map(({ id }) => id)])];
    coverage.push({ permissionSetArns: group[0]?.permissionSetArns ?? [], accountIds });
  }
  return coverage;
};

/** SQL that is true where the coverage holds for this account and permission set. */
export const isCovered = (
  coverage: readonly Coverage[],
  at: { accountId: RawBuilder<unknown>; permissionSetArn: RawBuilder<unknown> },
): RawBuilder<SqlBool> => {
  const parts = coverage.map(({ permissionSetArns, accountIds, everyAccount }) => {
    if (everyAccount) return sql<SqlBool>`true`;
    const inAccount = sql<SqlBool>`${at.accountId} = any(${accountIds}::text[])`;
    return permissionSetArns.length === 0
      ? inAccount
      : sql<SqlBool>`(${at.permissionSetArn} = any(${permissionSetArns}::text[]) and ${inAccount})`;
  });
  return parts.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(parts, sql` or `)})`;
};

/** The permission sets to which all of the coverage is confined; none when part of it is for every permission set. */
export const rolesOf = (coverage: readonly Coverage[]): string[] =>
  coverage.some(({ permissionSetArns }) => permissionSetArns.length === 0)
    ? []
    : [...new Set(coverage.flatMap(({ permissionSetArns }) => permissionSetArns))];
