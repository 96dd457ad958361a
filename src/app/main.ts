import { parseArgs } from "node:util";
import { openPostgres } from "../store/database.ts";
import { createBoss, installJobs } from "../store/jobs.ts";
import { migrate } from "../store/migrate.ts";
import { ConfigurationProblem, readDatabaseConfig, readDemoConfig, readServeConfig, readWorkConfig } from "./config.ts";
import type { ServerCommand } from "./server-commands.ts";
import { databaseProblem, StartProblem } from "./start-problem.ts";
import { verifyAuditOf } from "./verify-audit-command.ts";

const usage = `stint: temporary elevated access for AWS IAM Identity Center

  stint demo           everything in one process with a simulated AWS, on this machine only
  stint serve          the API                                    (production)
  stint work           gives access and takes it away             (production)
  stint migrate        brings the database to this version        (production)
  stint doctor         looks at all that Stint needs and says how to mend it; [serve|work] for one of them, --json, --demo;
                       --iam-policies prints what AWS must allow, --saml how to set up the application
  stint activity athena-ddl --organisation o-…
                       prints the table by which Athena reads the trail
  stint restored --to …
                       run after the database was restored to an earlier moment and before “stint work”: see docs/drift.md
  stint backup FILE    copies the embedded database to a file, and reads it back; --force overwrites
  stint restore FILE   puts such a copy into its place; --force replaces what is there, and keeps it beside
  stint audit verify   reads the audit chain and finds the first broken link; --demo for the demo's

Production is configured by STINT_… variables; started without them, it says which are missing.`;

type Running = { stop(): Promise<void> };

/** Stops on the first signal, and at once on the second. */
const untilSignalled = (running: Running): void => {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (problem) => {
        console.error(problem);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
};

type FirstWord<Words extends string> = Words extends `${infer First} ${string}` ? First : Words;
type Command = (rest: string[]) => Promise<number | undefined>;

const commands: Record<FirstWord<ServerCommand>, Command> = {
  demo: async () => {
    const config = readDemoConfig();
    const { startDemo, greeting } = await import("./demo.ts");
    const demo = await startDemo(config);
    untilSignalled(demo);
    console.log(greeting(demo));
    return undefined;
  },
  serve: async () => {
    const { startServe } = await import("./serve.ts");
    untilSignalled(await startServe(readServeConfig()));
    return undefined;
  },
  work: async () => {
    const { startWorkProcess } = await import("./work.ts");
    untilSignalled(await startWorkProcess(readWorkConfig()));
    return undefined;
  },
  migrate: async () => {
    // Building an index takes as long as it takes.
    const database = openPostgres({ url: readDatabaseConfig().STINT_DATABASE_URL, silentMs: null });
    try {
      const done = await migrate(database.db).catch((problem) => {
        throw databaseProblem(problem);
      });
      const boss = createBoss(database);
      await installJobs(boss);
      await boss.stop({ graceful: false });
      console.log(done.length > 0 ? `Migrated: ${done.join(", ")}.` : "The database is at this version already.");
    } finally {
      await database.close();
    }
    return 0;
  },
  doctor: async (rest) => (await import("./doctor/doctor-command.ts")).runDoctor(rest),
  activity: async (rest) => {
    const { athenaDdlOf } = await import("./athena-ddl-command.ts");
    process.stdout.write(athenaDdlOf(rest));
    return 0;
  },
  restored: async (rest) => (await import("./restored-command.ts")).sayRestored(rest),
  backup: async (rest) => (await import("./backup/backup-commands.ts")).runBackupCommand("backup", rest),
  restore: async (rest) => (await import("./backup/backup-commands.ts")).runBackupCommand("restore", rest),
  audit: async (rest) => {
    const { values, positionals } = parseArgs({
      args: rest,
      options: { demo: { type: "boolean", default: false }, json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    if (positionals[0] !== "verify") throw new ConfigurationProblem(["Say: stint audit verify [--demo] [--json]"]);
    return verifyAuditOf(values);
  },
};

const [name = "", ...rest] = process.argv.slice(2);
const command: Command | undefined = (commands as Record<string, Command>)[name];
try {
  if (command) {
    process.exitCode = await command(rest);
  } else {
    console.log(usage);
    process.exitCode = name === "" || name === "help" || name === "--help" ? 0 : 2;
  }
} catch (problem) {
  console.error(problem instanceof ConfigurationProblem || problem instanceof StartProblem ? problem.message : problem);
  process.exit(problem instanceof ConfigurationProblem ? 2 : 1);
}
