import { randomUUID } from "node:crypto";
import type { Database } from "../../../store/database.ts";
import {
  findMissingSchemaRights,
  findMissingTableRights,
  isReadReplica,
  readDatabaseVersionNumber,
} from "../../../store/database-rights.ts";
import { readDatabaseVersion } from "../../../store/database-version.ts";
import { pendingMigrations } from "../../../store/migrate.ts";
import { LocksNotSupported, takeWorkerLock } from "../../../store/worker-lock.ts";
import { databaseProblem, StartProblem } from "../../start-problem.ts";
import type { Check } from "../check.ts";
import { type Finding, ok, warning, wrong } from "../finding.ts";

/** Older ones get no more mends from their makers (postgresql.org, "Versioning Policy"). */
const oldestSupported = 140_000;

const shown = (things: readonly string[]) =>
  things.length > 5 ? `${things.slice(0, 5).join(", ")} and ${things.length - 5} more` : things.join(", ");

/** Whether a worker can show by a lock that it lives. A yes may be wrong behind a pooler, as `takeWorkerLock` says. */
const canShowLife = async (database: Database): Promise<boolean> => {
  try {
    const lock = await takeWorkerLock(database, randomUUID);
    lock?.release();
    return lock !== undefined;
  } catch (problem) {
    if (problem instanceof LocksNotSupported) return false;
    throw problem;
  }
};

/** The database answers, is at this version, and lets us do what Stint does. */
export const database: Check = {
  name: "Database",
  look: async (patient): Promise<Finding | Finding[]> => {
    const opened = await patient.database();
    const { db } = opened;
    try {
      const version = await readDatabaseVersion(db);
      if (await isReadReplica(db))
        return wrong(
          `${version} answers, but it is a read replica: it takes no change.`,
          "Name the primary (the writer endpoint of a cluster) in STINT_DATABASE_URL.",
        );
      const pending = await pendingMigrations(db);
      if (pending.length > 0) return wrong(`${version} answers; it lacks ${shown(pending)}.`, "Run “stint migrate”.");
      const missing = [...(await findMissingSchemaRights(db)), ...(await findMissingTableRights(db))];
      const isOld = (await readDatabaseVersionNumber(db)) < oldestSupported;
      return [
        isOld
          ? warning(`${version} is no longer supported by its makers.`, "Move to a supported PostgreSQL.")
          : ok(`${version}, at this version of Stint`),
        ...((await canShowLife(opened))
          ? []
          : [
              warning(
                "It does not keep a worker's lock for its connection: what a dead worker had in hand waits for thirty seconds instead of two.",
                "Connect straight to PostgreSQL, or through a pooler in session mode.",
              ),
            ]),
        ...(missing.length > 0
          ? [
              wrong(
                `This user may not: ${shown(missing)}.`,
                "Let it own the tables and the schema pgboss, or grant it select, insert, update and delete on them, and usage and create on the schema.",
              ),
            ]
          : []),
      ];
    } catch (cause) {
      const problem = databaseProblem(cause);
      if (!(problem instanceof StartProblem)) throw problem;
      return wrong(
        problem.message,
        "See that the server runs, that this machine may reach it, and that user, password and database name are right.",
      );
    }
  },
};
