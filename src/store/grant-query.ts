import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { GrantState } from "../core/grant.ts";
import type { AccessFilters, PageOf } from "./access-page.ts";
import type { Sort } from "./access-sort.ts";
import { type Coverage, isCovered } from "./covered-accounts.ts";
import { type HeldWithin, isHeldWithin } from "./grant-period.ts";
import { grantColumns } from "./grants.ts";

/** Whose or which grants. What a caller may see is decided before this is asked. */
export type GrantView =
  | { kind: "all" }
  | { kind: "mine"; personId: string }
  | { kind: "in-scope"; coverage: Coverage[] }
  /** My own, and what is covered. */
  | { kind: "mine-and-in-scope"; personId: string; coverage: Coverage[] };

/** Newest first is usual. By the end: only what is not over, of which there is never much. */
export type GrantSort = Sort<"createdAt" | "endsAt">;

export type GrantPageQuery = PageOf &
  AccessFilters & {
    view: GrantView;
    states?: readonly GrantState[] | undefined;
    heldWithin?: HeldWithin | undefined;
    sort?: GrantSort | undefined;
  };

export const columns = sql.join(grantColumns.map((column) => sql.ref(`grants.${column}`)));

export const covered = (coverage: readonly Coverage[]) =>
  isCovered(coverage, { accountId: sql`grants.account_id`, permissionSetArn: sql`grants.permission_set_arn` });

export const ofView = (view: GrantView): RawBuilder<SqlBool> | undefined => {
  switch (view.kind) {
    case "all":
      return undefined;
    case "mine":
      return sql<SqlBool>`person_id = ${view.personId}`;
    case "in-scope":
      return covered(view.coverage);
    case "mine-and-in-scope":
      return sql<SqlBool>`(person_id = ${view.personId} or ${covered(view.coverage)})`;
  }
};

/** All but where the page begins, which the order decides. */
export const filtersOf = (query: GrantPageQuery): (RawBuilder<SqlBool> | undefined)[] => [
  query.states && query.states.length > 0 ? sql<SqlBool>`state = any(${[...query.states]}::text[])` : undefined,
  query.requesterId === undefined ? undefined : sql<SqlBool>`person_id = ${query.requesterId}`,
  query.accountId === undefined ? undefined : sql<SqlBool>`account_id = ${query.accountId}`,
  query.permissionSetArn === undefined ? undefined : sql<SqlBool>`permission_set_arn = ${query.permissionSetArn}`,
  query.from === undefined ? undefined : sql<SqlBool>`created_at >= ${query.from}`,
  query.to === undefined ? undefined : sql<SqlBool>`created_at < ${query.to}`,
  ...(query.heldWithin ? isHeldWithin(query.heldWithin) : []),
];
