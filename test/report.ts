import { spec, type TestEvent } from "node:test/reporters";
import type { Task } from "./queue.ts";

const counted = ["tests", "suites", "pass", "fail", "cancelled", "skipped", "todo"];
const closing = /^(\w+) (\d+(?:\.\d+)?)$/;

/** What Node's runner says last about a file: how many tests there were, and how long they took. */
const countIn = (event: TestEvent): [name: string, count: number] | undefined => {
  if (event.type !== "test:diagnostic" || event.data.nesting > 0) return undefined;
  const [, name = "", count] = closing.exec(event.data.message) ?? [];
  return counted.includes(name) || name === "duration_ms" ? [name, Number(count)] : undefined;
};

type Summary = Extract<TestEvent, { type: "test:summary" }>;
const isSummary = (event: TestEvent): event is Summary => event.type === "test:summary";
const isWhole = (event: TestEvent) => isSummary(event) && event.data.file === undefined;

/**
 * Only a file of which Node's runner says that all went well, and whose own process says so of at least one test, went well: silence is a failure.
 * To the runner alone a file without a test is good, and so is one whose process ended early without an error; the process itself speaks last.
 */
const verdictOn = (events: readonly TestEvent[]): { wentWell: boolean; because?: string } => {
  const summaries = events.filter(isSummary);
  if (!summaries.find(isWhole)?.data.success) return { wentWell: false };
  const own = summaries.filter((summary) => !isWhole(summary));
  if (own.every(({ data }) => data.counts.tests === 0))
    return { wentWell: false, because: "it told of no test: it has none, or its process ended early" };
  return { wentWell: own.every(({ data }) => data.success) };
};

/** Tells file by file what happened, and at the end of all of them what Node's runner tells at the end of one run: the counts and what failed. */
export const createReport = (destination: NodeJS.WritableStream) => {
  const startedAt = performance.now();
  const counts = new Map(counted.map((name) => [name, 0]));
  const failed: string[] = [];
  const reporter = new spec();
  reporter.pipe(destination, { end: false });
  const say = (message: string) =>
    reporter.write({ type: "test:diagnostic", data: { nesting: 0, level: "info", message } });
  return {
    file: (facts: { task: Task; events: readonly TestEvent[]; seconds: number }) => {
      const { lane, file } = facts.task;
      say(`${lane}: ${file} (${facts.seconds.toFixed(1)} s)`);
      for (const event of facts.events) {
        const count = countIn(event);
        if (count) counts.set(count[0], (counts.get(count[0]) ?? 0) + count[1]);
        else if (!isWhole(event)) reporter.write(event);
      }
      const { wentWell, because } = verdictOn(facts.events);
      if (!wentWell) failed.push(`${lane}: ${file}${because ? ` (${because})` : ""}`);
    },
    /** Whether nothing failed and nothing was left out. */
    end: async (notRun: readonly Task[]): Promise<boolean> => {
      for (const name of counted) say(`${name} ${counts.get(name)}`);
      say(`duration_ms ${performance.now() - startedAt}`);
      for (const file of failed) say(`failed in ${file}`);
      for (const [lane, left] of Map.groupBy(notRun, (task) => task.lane))
        say(`did not run in ${lane}: ${left.length} files`);
      const told = new Promise((resolve) => reporter.once("end", resolve));
      reporter.end();
      await told;
      return failed.length === 0 && notRun.length === 0;
    },
  };
};

export type Report = ReturnType<typeof createReport>;
