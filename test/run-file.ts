import { join } from "node:path";
import { run } from "node:test";
import type { TestEvent } from "node:test/reporters";
import type { Task } from "./queue.ts";

/** A test that hangs is given up, by its name; the longest takes a third of this on two cores that have nothing else to do. */
const testTimeoutMs = 600_000;

/** What one process compiled the next one loads: nearly all of them begin with the same hundreds of files. */
const compiled = { NODE_COMPILE_CACHE: join(import.meta.dirname, "../.test/compiled") };

const lightHooks = ["--import", new URL("light-hooks.ts", import.meta.url).href];

/** The embedded database is WebAssembly: only what runs for long earns back what optimising it costs. */
const unoptimised = ["--liftoff-only"];

/**
 * One test file in a process of its own, and all that it told once it is over. It is over in time: what Node bounds is each test, and a server
 * left open or a loop without an end would keep a file whose tests are all over, or that has not begun one.
 */
export const runFile = async (facts: {
  task: Task;
  env: Record<string, string>;
  signal: AbortSignal;
  fileTimeoutMs: number;
}): Promise<TestEvent[]> => {
  const { task, fileTimeoutMs } = facts;
  const overdue = new AbortController();
  const giveUp = () => overdue.abort(new Error(`Given up: the file had not ended after ${fileTimeoutMs / 1000} s.`));
  const limit = setTimeout(giveUp, fileTimeoutMs);
  try {
    const events = run({
      files: [task.file],
      timeout: testTimeoutMs,
      signal: AbortSignal.any([facts.signal, overdue.signal]),
      execArgv: task.isLong ? lightHooks : [...lightHooks, ...unoptimised],
      env: { ...process.env, ...compiled, ...facts.env },
    });
    return await events.toArray();
  } finally {
    clearTimeout(limit);
  }
};
