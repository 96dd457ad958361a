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

const isWhole = (event: TestEvent) => event.type === "test:summary" && event.data.file === undefined;

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
    /** Only a file of which Node says that all went well went well: silence is a failure. */
    file: (facts: { task: Task; events: readonly TestEvent[]; seconds: number }) => {
      const { lane, file } = facts.task;
      say(`${lane}: ${file} (${facts.seconds.toFixed(1)} s)`);
      for (const event of facts.events) {
        const count = countIn(event);
        if (count) counts.set(count[0], (counts.get(count[0]) ?? 0) + count[1]);
        else if (!isWhole(event)) reporter.write(event);
      }
      const wentWell = facts.events.some(
        (event) => isWhole(event) && event.type === "test:summary" && event.data.success,
      );
      if (!wentWell) failed.push(`${lane}: ${file}`);
    },
    /** Whether nothing failed. */
    end: async (): Promise<boolean> => {
      for (const name of counted) say(`${name} ${counts.get(name)}`);
      say(`duration_ms ${performance.now() - startedAt}`);
      for (const file of failed) say(`failed in ${file}`);
      const told = new Promise((resolve) => reporter.once("end", resolve));
      reporter.end();
      await told;
      return failed.length === 0;
    },
  };
};
