import { type RawBuilder, type SqlBool, sql } from "kysely";

/** So many OUs are compared with each step of an account's path in no time. */
const few = 8;

/**
 * SQL that is true of an account in or below one of these OUs. `path && array` compares each with each; an array that is compared to by
 * `= any` is hashed, but each row pays for a look into its path.
 */
export const isBelow = (orgUnitIds: readonly string[]): RawBuilder<SqlBool> => {
  const ids = [...new Set(orgUnitIds)];
  if (ids.length === 0) return sql<SqlBool>`false`;
  if (ids.length <= few) return sql<SqlBool>`path && ${ids}::text[]`;
  return sql<SqlBool>`exists (select 1 from unnest(path) as above where above = any(${ids}::text[]))`;
};
