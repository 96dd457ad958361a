import { readDatabaseVersion } from "../../../store/database-version.ts";
import { pendingMigrations } from "../../../store/migrate.ts";
import { databaseProblem, StartProblem } from "../../start-problem.ts";
import type { Check } from "../check.ts";
import { ok, wrong } from "../finding.ts";

/** The database answers, and is at this version. */
export const database: Check = {
  name: "Database",
  look: async (patient) => {
    const { db } = await patient.database();
    try {
      const version = await readDatabaseVersion(db);
      const pending = await pendingMigrations(db);
      if (pending.length > 0) return wrong(`It lacks ${pending.join(", ")}.`, "Run “stint migrate”.");
      return ok(`${version}, at this version of Stint`);
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
