import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { Account } from "../core/directory.ts";
import type { Scope } from "../core/policies.ts";
import type { Db } from "./database.ts";
import { isBelow } from "./is-below.ts";
import { afterCursor, containsText, type NamePage, toNamePage } from "./name-cursor.ts";

export type OfferedAccount = Pick<Account, "id" | "name" | "orgUnitId" | "path"> & {
  /** Whether the words searched for stand in the name or id of the account or of an OU above it; true when nothing was searched for. */
  isNamed: boolean;
};

type Query = {
  /** Only accounts that these cover. */
  scopes: readonly Scope[];
  /** Found too, without being named by the search, when these cover them. */
  alsoFound: readonly Scope[];
  withoutManagement: boolean;
  search?: string | undefined;
  /** The OUs that the search names: it finds all that is in them and below. */
  inOrgUnits: readonly string[];
  /** Only these accounts, when given. */
  accountIds?: readonly string[] | undefined;
  cursor?: string | undefined;
  limit: number;
};

const covered = (scopes: readonly Scope[]): RawBuilder<SqlBool> => {
  const ids = scopes.flatMap((scope) => (scope.type === "account" ? [scope.id] : []));
  const directIn = scopes.flatMap((scope) => (scope.type === "ou" && !scope.includeChildOus ? [scope.id] : []));
  const belowOf = scopes.flatMap((scope) => (scope.type === "ou" && scope.includeChildOus ? [scope.id] : []));
  return sql<SqlBool>`(id = any(${ids}::text[]) or org_unit_id = any(${directIn}::text[]) or ${isBelow(belowOf)})`;
};

/** One page, by name, of the accounts that can be asked for: here, active, within reach, and covered. */
export const findOfferedAccounts = async (db: Db, query: Query): Promise<NamePage<OfferedAccount>> => {
  const isNamed = sql<SqlBool>`(${containsText(query.search, [sql`name`, sql`id`])} or ${isBelow(query.inOrgUnits)})`;
  const isAmong = query.accountIds ? sql<SqlBool>`id = any(${[...query.accountIds]}::text[])` : sql<SqlBool>`true`;
  const { rows } = await sql<OfferedAccount>`
    select id, name, org_unit_id, path, ${isNamed} as is_named from accounts
    where gone_at is null and state = 'ACTIVE' and not (is_management and ${query.withoutManagement}::boolean)
      and ${isAmong} and ${afterCursor(query.cursor, { name: sql`name`, id: sql`id` })}
      and ${covered(query.scopes)} and (${isNamed} or ${covered(query.alsoFound)})
    order by name, id limit ${query.limit + 1}`.execute(db);
  return toNamePage(rows, query.limit, (account) => account.name);
};
