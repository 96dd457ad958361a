import { type SqlBool, sql } from "kysely";
import type { Person, PersonInGroups } from "../core/directory.ts";
import type { Db, Trx } from "./database.ts";
import { inBatches } from "./in-batches.ts";
import { afterCursor, containsText, type NamePage, type NamePageQuery, toNamePage } from "./name-cursor.ts";

const columns = ["id", "userName", "displayName", "email", "enabled", "goneAt"] as const satisfies (keyof Person)[];

/** The people with these ids, gone ones too; unknown ids are left out. */
export const findPeople = (db: Db, ids: readonly string[]): Promise<Person[]> =>
  db
    .selectFrom("people")
    .select(columns)
    .where(sql<SqlBool>`id = any(${[...ids]}::text[])`)
    .orderBy("displayName")
    .orderBy("id")
    .execute();

export const listAllPeople = (db: Db): Promise<Person[]> => db.selectFrom("people").select(columns).execute();

/**
 * The groups that still exist of the person whose row it stands beside. Every call asks for them, and planning a join took longer than
 * all the reading: each group is looked at by itself.
 */
export const groupIdsOfPerson = sql<string[]>`array(
  select group_id from memberships
  where memberships.person_id = people.id and (select groups.gone_at is null from groups where groups.id = group_id)
  order by group_id)`;

/** The person, gone or disabled too (ask `isPresent`), with the groups they are in that still exist, as of one moment. */
export const findPersonInGroups = (db: Db, personId: string): Promise<PersonInGroups | undefined> =>
  db
    .selectFrom("people")
    .select(columns)
    .select(groupIdsOfPerson.as("groupIds"))
    .where("id", "=", personId)
    .executeTakeFirst();

/** The same of many people at once, by id; unknown ids are left out. Joined, because a look into the groups for each would cost the more. */
export const findPeopleInGroups = async (db: Db, ids: readonly string[]): Promise<Map<string, PersonInGroups>> => {
  const people = await db
    .selectFrom("people")
    .leftJoin("memberships", "memberships.personId", "people.id")
    .leftJoin("groups", (join) => join.onRef("groups.id", "=", "memberships.groupId").on("groups.goneAt", "is", null))
    .select(["people.id", "userName", "people.displayName", "email", "enabled", "people.goneAt"])
    .select(sql<string[]>`coalesce(array_agg(groups.id) filter (where groups.id is not null), '{}')`.as("groupIds"))
    .where(sql<SqlBool>`people.id = any(${[...ids]}::text[])`)
    .groupBy("people.id")
    .execute();
  return new Map(people.map((person) => [person.id, person]));
};

/** When this person and their groups were last read together from Identity Store. */
export const findRefreshedAt = async (db: Db, personId: string): Promise<Date | null> => {
  const row = await db.selectFrom("people").select("refreshedAt").where("id", "=", personId).executeTakeFirst();
  return row?.refreshedAt ?? null;
};

/** People, gone ones too, whose user name or e-mail is exactly this, whatever its case. */
export const findPeopleNamed = (db: Db, by: { userName: string } | { email: string }): Promise<Person[]> =>
  db
    .selectFrom("people")
    .select(columns)
    .where(
      "userName" in by
        ? sql<SqlBool>`lower(user_name) = lower(${by.userName})`
        : sql<SqlBool>`lower(email) = lower(${by.email})`,
    )
    .orderBy("id")
    .execute();

/** One page of people by the name they show; searches that name, id, user name and e-mail. */
export const searchPeople = async (db: Db, query: NamePageQuery): Promise<NamePage<Person>> => {
  const rows = await db
    .selectFrom("people")
    .select(columns)
    .where(containsText(query.search, [sql`id`, sql`display_name`, sql`user_name`, sql`email`]))
    .where(afterCursor(query.cursor, { name: sql`display_name`, id: sql`id` }))
    .$if(!query.includeGone, (present) => present.where("goneAt", "is", null))
    .orderBy("displayName")
    .orderBy("id")
    .limit(query.limit + 1)
    .execute();
  return toNamePage(rows, query.limit, (person) => person.displayName);
};

/** Writes people as a list that began to be read at `readAt` told of them; whoever was refreshed since is left as they are. */
export const savePeople = (
  trx: Trx,
  facts: { people: readonly Omit<Person, "goneAt">[]; readAt: Date },
): Promise<void> =>
  inBatches(facts.people, (batch) =>
    sql`
      insert into people (id, user_name, display_name, email, enabled, refreshed_at, gone_at)
      select id, "userName", "displayName", email, enabled, null, null
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb)
        as seen(id text, "userName" text, "displayName" text, email text, enabled boolean)
      on conflict (id) do update set
        user_name = excluded.user_name, display_name = excluded.display_name, email = excluded.email,
        enabled = excluded.enabled, gone_at = null
      where people.refreshed_at is null or people.refreshed_at <= ${facts.readAt}`.execute(trx),
  );

/** Marks people who were not in a list that began to be read at `readAt`, unless they were refreshed since. */
export const markPeopleGone = (trx: Trx, facts: { ids: readonly string[]; at: Date; readAt: Date }) =>
  trx
    .updateTable("people")
    .set({ goneAt: facts.at })
    .where(sql<SqlBool>`id = any(${[...facts.ids]}::text[])`)
    .where("goneAt", "is", null)
    .where(sql<SqlBool>`(refreshed_at is null or refreshed_at <= ${facts.readAt})`)
    .execute();

/**
 * Writes one person as Identity Store told of them at `readAt`. False when something newer is written already, and then nothing
 * was changed.
 */
export const saveRefreshedPerson = async (
  trx: Trx,
  facts: { person: Omit<Person, "goneAt">; readAt: Date },
): Promise<boolean> => {
  const { id, userName, displayName, email, enabled } = facts.person;
  const row = { id, userName, displayName, email, enabled, refreshedAt: facts.readAt, goneAt: null };
  const written = await trx
    .insertInto("people")
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet(row)
        .where(sql<SqlBool>`(people.refreshed_at is null or people.refreshed_at <= ${facts.readAt})`),
    )
    .returning("id")
    .executeTakeFirst();
  return written !== undefined;
};

/** Marks a person of whom Identity Store said, at `readAt`, that they do not exist. */
export const markPersonGone = (trx: Trx, facts: { id: string; readAt: Date }) =>
  trx
    .updateTable("people")
    .set({ goneAt: sql<Date>`coalesce(gone_at, ${facts.readAt})`, refreshedAt: facts.readAt })
    .where("id", "=", facts.id)
    .where(sql<SqlBool>`(refreshed_at is null or refreshed_at <= ${facts.readAt})`)
    .execute();
