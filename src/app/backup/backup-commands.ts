import { parseArgs } from "node:util";
import { ConfigurationProblem, readBackupConfig } from "../config.ts";
import { systemClock } from "../system-time.ts";
import { restoreBackup } from "./restore-backup.ts";
import { takeBackup } from "./take-backup.ts";

const ofPostgres = {
  backup:
    "STINT_DATABASE_URL is set: Stint's data is in that PostgreSQL. Back it up with PostgreSQL's own means: pg_dump --format=custom --file=stint.dump \"$STINT_DATABASE_URL\", or your provider's point-in-time recovery; docs/backup.md. (Unset it to back up the embedded database.)",
  restore:
    'STINT_DATABASE_URL is set: Stint\'s data is in that PostgreSQL. Stop "stint work" and "stint serve", restore with pg_restore or your provider\'s point-in-time recovery, run "stint migrate" and "stint restored --to <its moment>", start again; docs/backup.md. (Unset it to restore the embedded database.)',
};

/** `stint backup FILE` and `stint restore FILE`, of the embedded database. */
export const runBackupCommand = async (name: "backup" | "restore", rest: string[]): Promise<number> => {
  const options = { force: { type: "boolean", default: false } } as const;
  const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true });
  const { STINT_DATA_DIR: dataDir, STINT_DATABASE_URL: url } = readBackupConfig();
  if (url) throw new ConfigurationProblem([ofPostgres[name]]);
  const [file, ...others] = positionals;
  if (!file || others.length > 0) throw new ConfigurationProblem([`Say: stint ${name} FILE [--force]`]);
  const facts = { dataDir, file, force: values.force };
  const words = name === "backup" ? await takeBackup(facts) : await restoreBackup({ ...facts, at: systemClock.now() });
  for (const line of words) console.log(line);
  return 0;
};
