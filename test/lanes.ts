import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync } from "node:fs";
import { opensDatabase } from "./opens-database.ts";
import { startPostgres } from "./postgres-server.ts";
import { pgliteTemplate } from "./template.ts";

export type LaneName = "embedded" | "browser" | "postgres";
/** What a lane needs is made before its first test and gone after its last. */
export type Prepared = { env: Record<string, string>; release(): void | Promise<void> };
export type Lane = { files(): string[]; prepare(): Promise<Prepared> };

/** The longest run once, where they prove most: what many contend for on a server with many connections, hours of one worker in the process. */
const onServerOnly = new Set(["src/commands/two-hundred-starts.test.ts"]);
const inProcessOnly = new Set([
  "src/commands/engine-trouble.test.ts",
  "src/commands/conditions.test.ts",
  // It brings its own embedded database, and virtual time.
  "test/simulation/simulation.test.ts",
  // They are about the runner itself.
  "test/run-tasks.test.ts",
  "test/opens-database.test.ts",
  "test/lanes.test.ts",
]);
export const isInBrowser = (file: string) => file.startsWith("test/browser/");

const buildConsole = async () => {
  const [code] = await once(spawn(process.execPath, ["web/build/if-needed.ts"], { stdio: "inherit" }), "exit");
  if (code !== 0) throw new Error("The console could not be built.");
};

export const lanes: Record<LaneName, Lane> = {
  /** They visit the demo, which brings its own database. */
  browser: {
    files: () => globSync("test/browser/*.test.ts"),
    prepare: async () => {
      await buildConsole();
      return { env: {}, release: () => undefined };
    },
  },
  embedded: {
    files: () =>
      globSync(["src/**/*.test.ts", "test/**/*.test.ts", "web/src/**/*.test.ts"]).filter(
        (file) => !isInBrowser(file) && !onServerOnly.has(file),
      ),
    prepare: async () => {
      await pgliteTemplate();
      return { env: {}, release: () => undefined };
    },
  },
  /** What cannot open the database proves the same twice. */
  postgres: {
    files: () =>
      globSync(["src/{store,commands,http,worker,app,auth,notify}/**/*.test.ts", "test/**/*.test.ts"]).filter(
        (file) => !isInBrowser(file) && !inProcessOnly.has(file) && opensDatabase(file),
      ),
    prepare: async () => {
      const server = await startPostgres();
      return { env: { STINT_TEST_POSTGRES_URL: server.url }, release: server.stop };
    },
  },
};

export const isLane = (name: string): name is LaneName => name in lanes;

/** They take the longest by far, and the two databases hardly differ for them: what only PGlite would show, `guardTransactions` shows on a server. */
const isOnceInWholeRun = (file: string) => /^src\/(commands|http)\//.test(file);

/** What this lane runs beside the others that are asked for: where the server is among them, it alone runs what commands and http do with a database. */
export const filesBeside = (asked: readonly LaneName[], name: LaneName): string[] => {
  const files = lanes[name].files().sort();
  if (name !== "embedded" || !asked.includes("postgres")) return files;
  const onServer = new Set(lanes.postgres.files());
  return files.filter((file) => !isOnceInWholeRun(file) || !onServer.has(file));
};
