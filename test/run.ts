/**
 * Runs every test file of the lanes that are named, side by side: `--lane embedded|browser|postgres`, once or more. Further arguments name
 * the files to run instead of all: in the browser lane or the embedded one, or on a PostgreSQL server with `--lane postgres`.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { globSync } from "node:fs";
import { availableParallelism } from "node:os";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { startPostgres } from "./postgres-server.ts";
import { pgliteTemplate } from "./template.ts";

type LaneName = "embedded" | "browser" | "postgres";
/** What a lane needs is made before its first test and gone after its last. */
type Prepared = { env: Record<string, string>; atOnce: number; release(): void | Promise<void> };
type Lane = { files(): string[]; prepare(company: number): Promise<Prepared> };

/** The longest run once, where they prove most: what many contend for on a server with many connections, hours of one worker in the process. */
const onServerOnly = new Set(["src/commands/two-hundred-starts.test.ts"]);
const inProcessOnly = new Set([
  "src/commands/engine-trouble.test.ts",
  "src/commands/conditions.test.ts",
  // It brings its own embedded database, and virtual time.
  "test/simulation/simulation.test.ts",
]);
const isInBrowser = (file: string) => file.startsWith("test/browser/");

const lanes: Record<LaneName, Lane> = {
  embedded: {
    files: () =>
      globSync(["src/**/*.test.ts", "test/**/*.test.ts", "web/src/**/*.test.ts"]).filter(
        (file) => !isInBrowser(file) && !onServerOnly.has(file),
      ),
    prepare: async (company) => {
      await pgliteTemplate();
      return { env: {}, atOnce: Math.max(1, availableParallelism() - company), release: () => undefined };
    },
  },
  /** They visit the demo, which brings its own database. One after another: a demo, its simulator and two browsers keep a core and more busy. */
  browser: {
    files: () => globSync("test/browser/*.test.ts"),
    prepare: async () => {
      const built = spawnSync(process.execPath, ["web/build/if-needed.ts"], { stdio: "inherit" });
      if (built.status !== 0) throw new Error("The console could not be built.");
      return { env: {}, atOnce: 1, release: () => undefined };
    },
  },
  /** What does not touch the database need not run twice. */
  postgres: {
    files: () =>
      globSync(["src/{store,commands,http,worker,app,auth,notify}/**/*.test.ts", "test/**/*.test.ts"]).filter(
        (file) => !isInBrowser(file) && !inProcessOnly.has(file),
      ),
    prepare: async (company) => {
      const server = await startPostgres();
      const atOnce = Math.max(1, availableParallelism() - company);
      return { env: { STINT_TEST_POSTGRES_URL: server.url }, atOnce, release: server.stop };
    },
  },
};

const isLane = (name: string): name is LaneName => name in lanes;
const { values, positionals } = parseArgs({
  options: { lane: { type: "string", multiple: true } },
  allowPositionals: true,
});
const laneOf = (file: string): LaneName => (isInBrowser(file) ? "browser" : "embedded");
const asked = values.lane ?? (positionals.length > 0 ? [...new Set(positionals.map(laneOf))] : ["embedded"]);
const names = asked.filter(isLane);
if (names.length < asked.length) throw new Error(`Lanes are ${Object.keys(lanes).join(", ")}.`);

const running = new Set<ChildProcess>();
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => {
    for (const child of running) child.kill(signal);
  });

/** The first lane tells as it goes, the others when they are done: two at once could not be read. */
const runLane = async (name: LaneName, place: number): Promise<boolean> => {
  const named = values.lane ? positionals : positionals.filter((file) => laneOf(file) === name);
  const files = positionals.length > 0 ? named : lanes[name].files().sort();
  if (files.length === 0) throw new Error("No test file was found: a run that tests nothing is a failure.");
  const { env, atOnce, release } = await lanes[name].prepare(names.length - 1);
  try {
    const tells = place === 0;
    const child = spawn(
      process.execPath,
      ["--test", `--test-concurrency=${atOnce}`, "--test-timeout=300000", "--test-reporter=spec", ...files],
      { stdio: ["ignore", tells ? "inherit" : "pipe", "inherit"], env: { ...process.env, ...env } },
    );
    running.add(child);
    const [told, code] = await Promise.all([
      child.stdout ? text(child.stdout) : "",
      new Promise<number>((resolve) => child.once("exit", (exit) => resolve(exit ?? 1))),
    ]);
    running.delete(child);
    process.stdout.write(told);
    return code === 0;
  } finally {
    await release();
  }
};

const outcomes = await Promise.allSettled(names.map(runLane));
for (const outcome of outcomes) if (outcome.status === "rejected") console.error(outcome.reason);
if (!outcomes.every((outcome) => outcome.status === "fulfilled" && outcome.value)) process.exitCode = 1;
