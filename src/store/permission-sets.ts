import { type SqlBool, sql } from "kysely";
import type { KnownPermissionSet } from "../core/directory.ts";
import type { Db, Trx } from "./database.ts";
import { inBatches } from "./in-batches.ts";
import { afterCursor, containsText, type NamePage, type NamePageQuery, toNamePage } from "./name-cursor.ts";

const columns = [
  "arn",
  "name",
  "description",
  "sessionDurationMinutes",
  "longerSessionMinutes",
  "longerSessionHeldAt",
  "inManagementAccount",
  "goneAt",
] as const satisfies (keyof KnownPermissionSet)[];

/** The permission sets with these ARNs, gone ones too; unknown ARNs are left out. */
export const findPermissionSets = (db: Db, arns: readonly string[]): Promise<KnownPermissionSet[]> =>
  db
    .selectFrom("permissionSets")
    .select(columns)
    .where(sql<SqlBool>`arn = any(${[...arns]}::text[])`)
    .orderBy("name")
    .orderBy("arn")
    .execute();

/** All of them, with when Identity Center last described each. */
export const listAllPermissionSets = (db: Db): Promise<(KnownPermissionSet & { describedAt: Date })[]> =>
  db
    .selectFrom("permissionSets")
    .select([...columns, "describedAt"])
    .execute();

/** One page of permission sets by name; searches name, description and ARN. */
export const searchPermissionSets = async (db: Db, query: NamePageQuery): Promise<NamePage<KnownPermissionSet>> => {
  const rows = await db
    .selectFrom("permissionSets")
    .select(columns)
    .where(containsText(query.search, [sql`name`, sql`description`, sql`arn`]))
    .where(afterCursor(query.cursor, { name: sql`name`, id: sql`arn` }))
    .$if(!query.includeGone, (present) => present.where("goneAt", "is", null))
    .orderBy("name")
    .orderBy("arn")
    .limit(query.limit + 1)
    .execute();
  return toNamePage(rows, query.limit, (permissionSet) => permissionSet.name);
};

/** Writes permission sets as Identity Center described them; one that was gone is back. */
export const savePermissionSets = (
  trx: Trx,
  permissionSets: readonly (Omit<KnownPermissionSet, "goneAt"> & { describedAt: Date })[],
): Promise<void> =>
  inBatches(permissionSets, (batch) =>
    sql`
      insert into permission_sets
        (arn, name, description, session_duration_minutes, longer_session_minutes, longer_session_held_at,
          in_management_account, described_at, gone_at)
      select arn, name, description, "sessionDurationMinutes", "longerSessionMinutes", "longerSessionHeldAt",
        "inManagementAccount", "describedAt", null
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
        as seen(arn text, name text, description text, "sessionDurationMinutes" integer, "longerSessionMinutes" integer,
          "longerSessionHeldAt" timestamptz, "inManagementAccount" boolean, "describedAt" timestamptz)
      on conflict (arn) do update set
        name = excluded.name, description = excluded.description, described_at = excluded.described_at,
        session_duration_minutes = excluded.session_duration_minutes,
        longer_session_minutes = excluded.longer_session_minutes, longer_session_held_at = excluded.longer_session_held_at,
        in_management_account = excluded.in_management_account, gone_at = null`.execute(trx),
  );

/** Marks permission sets that Identity Center no longer has. */
export const markPermissionSetsGone = (trx: Trx, facts: { arns: readonly string[]; at: Date }) =>
  trx
    .updateTable("permissionSets")
    .set({ goneAt: facts.at })
    .where(sql<SqlBool>`arn = any(${[...facts.arns]}::text[])`)
    .where("goneAt", "is", null)
    .execute();
