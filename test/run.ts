/**
 * Runs every test file of the lanes that are named, as many side by side as there are cores, and one more where pages are visited, because whoever
 * visits pages waits for a third of the time: `--lane embedded|browser|postgres`, once or more.
 * Further arguments name the files to run instead of all: in the browser lane or the embedded one, or in the lane that is named.
 * A file that has not ended after `--file-timeout-ms` (15 minutes) is given up and fails.
 */
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { filesBeside, isInBrowser, isLane, type LaneName, lanes } from "./lanes.ts";
import { taskOf } from "./queue.ts";
import { createReport } from "./report.ts";
import { runFile } from "./run-file.ts";
import { runTasks } from "./run-tasks.ts";

// Whoever starts this from a test hands it down, and with it Node's runner runs nothing and calls that good.
delete process.env.NODE_TEST_CONTEXT;

const { values, positionals } = parseArgs({
  options: { lane: { type: "string", multiple: true }, "file-timeout-ms": { type: "string", default: "900000" } },
  allowPositionals: true,
});
const laneOf = (file: string): LaneName => (isInBrowser(file) ? "browser" : "embedded");
const asked = values.lane ?? (positionals.length > 0 ? [...new Set(positionals.map(laneOf))] : ["embedded"]);
const names = asked.filter(isLane);
if (names.length < asked.length) throw new Error(`Lanes are ${Object.keys(lanes).join(", ")}.`);
const fileTimeoutMs = Number(values["file-timeout-ms"]);
if (!(fileTimeoutMs > 0)) throw new Error("--file-timeout-ms takes milliseconds, such as 900000.");

const filesOf = (name: LaneName): string[] => {
  const named = values.lane ? positionals : positionals.filter((file) => laneOf(file) === name);
  const files = positionals.length > 0 ? named : filesBeside(names, name);
  if (files.length === 0) throw new Error("No test file was found: a run that tests nothing is a failure.");
  return files;
};

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());

const { isGood, problems } = await runTasks({
  tasks: names.flatMap((name) => filesOf(name).map((file) => taskOf(name, file))),
  lanes,
  runFile: (task, env) => runFile({ task, env, signal: stop.signal, fileTimeoutMs }),
  report: createReport(process.stdout),
  atOnce: availableParallelism() + (names.includes("browser") ? 1 : 0),
  signal: stop.signal,
});
for (const problem of problems) console.error(problem);
// Not left to end by itself: the process of a file that was given up may not heed being told to end.
process.exit(isGood ? 0 : 1);
