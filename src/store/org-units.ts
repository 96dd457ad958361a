import { type SqlBool, sql } from "kysely";
import type { OrgUnit } from "../core/directory.ts";
import type { Db, Trx } from "./database.ts";
import { inBatches } from "./in-batches.ts";
import { afterCursor, containsText, type NamePage, type NamePageQuery, toNamePage } from "./name-cursor.ts";

/** The organisational units with these ids, gone ones too; unknown ids are left out. The root is one of them. */
export const findOrgUnits = (db: Db, ids: readonly string[]): Promise<OrgUnit[]> =>
  db
    .selectFrom("orgUnits")
    .selectAll()
    .where(sql<SqlBool>`id = any(${[...ids]}::text[])`)
    .orderBy("name")
    .orderBy("id")
    .execute();

export const listAllOrgUnits = (db: Db): Promise<OrgUnit[]> => db.selectFrom("orgUnits").selectAll().execute();

/** One page of organisational units by name; searches name and id. */
export const searchOrgUnits = async (db: Db, query: NamePageQuery): Promise<NamePage<OrgUnit>> => {
  const rows = await db
    .selectFrom("orgUnits")
    .selectAll()
    .where(containsText(query.search, [sql`name`, sql`id`]))
    .where(afterCursor(query.cursor, { name: sql`name`, id: sql`id` }))
    .$if(!query.includeGone, (present) => present.where("goneAt", "is", null))
    .orderBy("name")
    .orderBy("id")
    .limit(query.limit + 1)
    .execute();
  return toNamePage(rows, query.limit, (orgUnit) => orgUnit.name);
};

/** The ids of the units that are there and have the words in their name or id; none when nothing is searched for. */
export const findOrgUnitsNamed = async (db: Db, search: string | undefined): Promise<string[]> => {
  if (!search?.trim()) return [];
  const named = containsText(search, [sql`name`, sql`id`]);
  const rows = await db.selectFrom("orgUnits").select("id").where("goneAt", "is", null).where(named).execute();
  return rows.map(({ id }) => id);
};

/** Writes what the organisation said of these units; one that was gone is back. */
export const saveOrgUnits = (trx: Trx, orgUnits: readonly Omit<OrgUnit, "goneAt">[]): Promise<void> =>
  inBatches(orgUnits, (batch) =>
    sql`
      insert into org_units (id, name, parent_id, path, gone_at)
      select id, name, "parentId", path, null
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as seen(id text, name text, "parentId" text, path text[])
      on conflict (id) do update set
        name = excluded.name, parent_id = excluded.parent_id, path = excluded.path, gone_at = null`.execute(trx),
  );

/** Marks units that the organisation no longer has. */
export const markOrgUnitsGone = (trx: Trx, facts: { ids: readonly string[]; at: Date }) =>
  trx
    .updateTable("orgUnits")
    .set({ goneAt: facts.at })
    .where(sql<SqlBool>`id = any(${[...facts.ids]}::text[])`)
    .where("goneAt", "is", null)
    .execute();

/** The root of the organisation, as the directory knows it. */
export const findRootId = async (db: Db): Promise<string | undefined> => {
  const roots = await db
    .selectFrom("orgUnits")
    .select("id")
    .where("parentId", "is", null)
    .where("goneAt", "is", null)
    .limit(1)
    .execute();
  return roots[0]?.id;
};
