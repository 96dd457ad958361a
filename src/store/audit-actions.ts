import { type SqlBool, sql } from "kysely";
import type { Db } from "./database.ts";

/** Every action that was ever written, each found by one look into the index. */
const findActions = async (db: Db): Promise<string[]> => {
  const { rows } = await sql<{ action: string }>`
    with recursive known(action) as (
      (select action from audit_events order by action limit 1)
      union all
      select (select action from audit_events where action > known.action order by action limit 1) from known
      where known.action is not null)
    select action from known where action is not null`.execute(db);
  return rows.map(({ action }) => action);
};

/** The actions themselves: each that ends with a dot stands for all that begin so. */
export const expandActions = async (db: Db, asked: readonly string[]): Promise<string[]> => {
  if (!asked.some((action) => action.endsWith("."))) return [...new Set(asked)];
  const known = await findActions(db);
  return [
    ...new Set(asked.flatMap((one) => (one.endsWith(".") ? known.filter((action) => action.startsWith(one)) : [one]))),
  ];
};

export const isOneOf = (actions: readonly string[]) => sql<SqlBool>`event.action = any(${[...actions]}::text[])`;

/** So few that all of them can be looked through. */
const few = 1_000;

/** Whether there are few events of these actions, found by counting no further than that. */
export const happenedRarely = async (db: Db, actions: readonly string[]): Promise<boolean> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from audit_events where action = any(${[...actions]}::text[]) limit ${few + 1}) as found`.execute(db);
  return (rows[0]?.count ?? 0) <= few;
};
