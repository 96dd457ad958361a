import { join } from "node:path";
import { run } from "node:test";
import type { TestEvent } from "node:test/reporters";
import type { Task } from "./queue.ts";

/** A file that hangs is given up; the longest takes a third of it on two cores that have nothing else to do. */
const timeoutMs = 600_000;

/** What one process compiled the next one loads: nearly all of them begin with the same hundreds of files. */
const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, "../.test/compiled") };

const lightHooks = ["--import", new URL("light-hooks.ts", import.meta.url).href];

/** The embedded database is WebAssembly: only what runs for long earns back what optimising it costs. */
const unoptimised = ["--liftoff-only"];

/** One test file in a process of its own, and all that it told once it is over. */
export const runFile = (facts: {
  task: Task;
  env: Record<string, string>;
  signal: AbortSignal;
}): Promise<TestEvent[]> =>
  run({
    files: [facts.task.file],
    timeout: timeoutMs,
    signal: facts.signal,
    execArgv: facts.task.isLong ? lightHooks : [...lightHooks, ...unoptimised],
    env: { ...process.env, ...compiled, ...facts.env },
  }).toArray();
