import { sql } from "kysely";
import type { Db } from "./database.ts";
import { lastSucceededSync } from "./directory-syncs.ts";
import { pendingMigrations } from "./migrate.ts";

export type ReadinessPart = { name: string; ready: boolean; detail?: string };

/** Whether this process can serve: the database answers and takes writes, has this version's schema, and the directory was read at least once. */
export const checkReadiness = async (
  db: Db,
  onProblem: (problem: unknown) => void,
): Promise<{ ready: boolean; parts: ReadinessPart[] }> => {
  const parts: ReadinessPart[] = [];
  try {
    const { rows } = await sql<{ onlyReads: boolean }>`
      select current_setting('transaction_read_only')::boolean as only_reads`.execute(db);
    const onlyReads = rows[0]?.onlyReads === true;
    parts.push({
      name: "database",
      ready: !onlyReads,
      ...(onlyReads
        ? { detail: "The database only takes reads; name its primary, or wait until this is the primary." }
        : {}),
    });
    const missing = await pendingMigrations(db);
    parts.push({
      name: "schema",
      ready: missing.length === 0,
      ...(missing.length > 0 ? { detail: `Run stint migrate: ${missing.join(", ")} is missing.` } : {}),
    });
    const synced = await lastSucceededSync(db);
    parts.push({
      name: "directory",
      ready: synced !== undefined,
      ...(synced
        ? {}
        : { detail: "The directory has not been read yet; a worker does that within a minute of its start." }),
    });
  } catch (problem) {
    onProblem(problem);
    parts.push({ name: "database", ready: false, detail: "The database does not answer; the log says why." });
  }
  return { ready: parts.every((part) => part.ready), parts };
};
