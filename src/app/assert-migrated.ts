import type { Db } from "../store/database.ts";
import { pendingMigrations } from "../store/migrate.ts";
import { databaseProblem, StartProblem } from "./start-problem.ts";

/** Goes on only with a database that answers and is at this version: `serve` and `work` never change its tables themselves. */
export const assertMigrated = async (db: Db): Promise<void> => {
  const pending = await pendingMigrations(db).catch((problem) => {
    throw databaseProblem(problem);
  });
  if (pending.length === 0) return;
  throw new StartProblem(`The database lacks ${pending.join(", ")}. Run “stint migrate” first.`);
};
