import { parseArgs } from "node:util";
import { recordRestore } from "../commands/record-restore.ts";
import { Refusal } from "../core/refusal.ts";
import { openPostgres } from "../store/database.ts";
import { noJobs } from "../store/jobs.ts";
import { assertMigrated } from "./assert-migrated.ts";
import { ConfigurationProblem, readDatabaseConfig } from "./config.ts";
import { StartProblem } from "./start-problem.ts";
import { systemClock, uuidSource } from "./system-time.ts";

const usage =
  "Say to which moment the database was restored: stint restored --to 2026-11-20T10:00:00Z (an instant in UTC, or with its offset)";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** `stint restored --to`: run after a restore to an earlier moment and before any worker starts; see docs/drift.md. */
export const sayRestored = async (rest: string[]): Promise<number> => {
  const { values } = parseArgs({ args: rest, options: { to: { type: "string" } } });
  const restoredTo = new Date(values.to ?? "");
  if (!instant.test(values.to ?? "") || Number.isNaN(restoredTo.getTime())) throw new ConfigurationProblem([usage]);
  if (restoredTo > systemClock.now()) throw new ConfigurationProblem([`${values.to} is in the future. ${usage}`]);
  const database = openPostgres({ url: readDatabaseConfig().STINT_DATABASE_URL });
  try {
    await assertMigrated(database.db);
    const clock = systemClock;
    const ctx = { db: database.db, clock, ids: uuidSource(clock), jobs: noJobs };
    const ended = await recordRestore(ctx, { restoredTo }).catch((problem) => {
      throw problem instanceof Refusal ? new StartProblem(problem.message, { cause: problem }) : problem;
    });
    console.log(
      `Recorded. ${ended === 1 ? "One access that had not begun was" : `${ended} accesses that had not begun were`} ended: ask again for what is still needed. Start “stint work” now; what AWS made in the time that is lost is searched for then, some ten minutes for a thousand assignments; see the console's System health.`,
    );
    return 0;
  } finally {
    await database.close();
  }
};
