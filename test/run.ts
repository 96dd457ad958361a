/**
 * Runs every test file once, on the embedded database or on a PostgreSQL server of its own: `--database pglite|postgres`.
 * Further arguments name the files to run instead of all. Those in real browsers visit the demo, which brings its own database: once is enough.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { startPostgres } from "./postgres-server.ts";
import { pgliteTemplate } from "./template.ts";

const { values, positionals } = parseArgs({
  options: { database: { type: "string", default: "pglite" } },
  allowPositionals: true,
});

const named = positionals.length > 0;
/** What does not touch the database need not run twice. */
const usesDatabase = ["src/{store,commands,http,worker,app,auth,notify}/**/*.test.ts", "test/**/*.test.ts"];
const everything = ["src/**/*.test.ts", "test/**/*.test.ts", "web/src/**/*.test.ts"];
/** The longest run once, where they prove most: what many contend for on a server with many connections, hours of one worker in the process. */
const onServerOnly = new Set(["src/commands/two-hundred-starts.test.ts"]);
const inProcessOnly = new Set(["src/commands/engine-trouble.test.ts"]);
const isInBrowser = (file: string) => file.includes("test/browser/");
const found = () =>
  values.database === "postgres"
    ? globSync(usesDatabase).filter((file) => !isInBrowser(file) && !inProcessOnly.has(file))
    : globSync(everything).filter((file) => !onServerOnly.has(file));
const files = named ? positionals : found().sort();
if (files.length === 0) throw new Error("No test file was found: a run that tests nothing is a failure.");

if (files.some(isInBrowser)) {
  const built = spawnSync(process.execPath, ["web/build/if-needed.ts"], { stdio: "inherit" });
  if (built.status !== 0) throw new Error("The console could not be built.");
}

const server = values.database === "postgres" ? await startPostgres() : undefined;
if (!server) await pgliteTemplate();

let running: ChildProcess | undefined;
/** Answers the exit code; no file is no failure. */
const run = async (some: readonly string[], atOnce: number): Promise<number> => {
  if (some.length === 0) return 0;
  const tests = spawn(process.execPath, ["--test", `--test-concurrency=${atOnce}`, "--test-timeout=300000", ...some], {
    stdio: "inherit",
    env: { ...process.env, ...(server ? { STINT_TEST_POSTGRES_URL: server.url } : {}) },
  });
  running = tests;
  return new Promise((resolve) => tests.once("exit", (code) => resolve(code ?? 1)));
};
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => running?.kill(signal));

const inProcess = await run(
  files.filter((file) => !isInBrowser(file)),
  availableParallelism(),
);
// One after another: a demo, its simulator and two browsers keep two cores busy, and what is told in time would come late.
const inBrowser = await run(files.filter(isInBrowser), 1);
await server?.stop();
process.exitCode = inProcess || inBrowser;
