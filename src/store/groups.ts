import { type SqlBool, sql } from "kysely";
import type { Group } from "../core/directory.ts";
import type { Db, Trx } from "./database.ts";
import { inBatches } from "./in-batches.ts";
import { afterCursor, containsText, type NamePage, type NamePageQuery, toNamePage } from "./name-cursor.ts";

const columns = ["id", "displayName", "goneAt"] as const satisfies (keyof Group)[];

/** The groups with these ids, gone ones too; unknown ids are left out. */
export const findGroups = (db: Db, ids: readonly string[]): Promise<Group[]> =>
  db
    .selectFrom("groups")
    .select(columns)
    .where(sql<SqlBool>`id = any(${[...ids]}::text[])`)
    .orderBy("displayName")
    .orderBy("id")
    .execute();

export const listAllGroups = (db: Db): Promise<Group[]> => db.selectFrom("groups").select(columns).execute();

/** Who is in these groups: people who are enabled and not gone, in groups that still exist. */
export const membersOfGroups = (
  db: Db,
  groupIds: readonly string[],
): Promise<{ groupId: string; personId: string }[]> =>
  db
    .selectFrom("memberships")
    .innerJoin("groups", "groups.id", "memberships.groupId")
    .innerJoin("people", "people.id", "memberships.personId")
    .select(["memberships.groupId", "memberships.personId"])
    .where(sql<SqlBool>`memberships.group_id = any(${[...groupIds]}::text[])`)
    .where("groups.goneAt", "is", null)
    .where("people.goneAt", "is", null)
    .where("people.enabled", "=", true)
    .orderBy("memberships.groupId")
    .orderBy("memberships.personId")
    .execute();

/** One page of groups by name. */
export const searchGroups = async (db: Db, query: NamePageQuery): Promise<NamePage<Group>> => {
  const rows = await db
    .selectFrom("groups")
    .select(columns)
    .where(containsText(query.search, [sql`display_name`, sql`id`]))
    .where(afterCursor(query.cursor, { name: sql`display_name`, id: sql`id` }))
    .$if(!query.includeGone, (present) => present.where("goneAt", "is", null))
    .orderBy("displayName")
    .orderBy("id")
    .limit(query.limit + 1)
    .execute();
  return toNamePage(rows, query.limit, (group) => group.displayName);
};

/** Writes groups as Identity Store told of them; one that was gone is back. */
export const saveGroups = (trx: Trx, groups: readonly Omit<Group, "goneAt">[]): Promise<void> =>
  inBatches(groups, (batch) =>
    sql`
      insert into groups (id, display_name, members_synced_at, gone_at)
      select id, "displayName", null, null
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as seen(id text, "displayName" text)
      on conflict (id) do update set display_name = excluded.display_name, gone_at = null`.execute(trx),
  );

/** Marks groups that Identity Store no longer has. Their memberships count for nothing from then on. */
export const markGroupsGone = (trx: Trx, facts: { ids: readonly string[]; at: Date }) =>
  trx
    .updateTable("groups")
    .set({ goneAt: facts.at })
    .where(sql<SqlBool>`id = any(${[...facts.ids]}::text[])`)
    .where("goneAt", "is", null)
    .execute();
