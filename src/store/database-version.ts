import { sql } from "kysely";
import type { Db } from "./database.ts";

/** What the database calls itself: `PostgreSQL 18.6`, with what it is embedded in. */
export const readDatabaseVersion = async (db: Db): Promise<string> => {
  const { rows } = await sql<{ version: string }>`select split_part(version(), ' on ', 1) as version`.execute(db);
  return rows[0]?.version ?? "unknown";
};

/** The database's own clock. */
export const readDatabaseTime = async (db: Db): Promise<Date> => {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  return rows[0]?.now ?? new Date(Number.NaN);
};
