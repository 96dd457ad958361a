import type { TestEvent } from "node:test/reporters";
import type { Lane, LaneName, Prepared } from "./lanes.ts";
import { createQueue, type Task } from "./queue.ts";
import type { Report } from "./report.ts";

/**
 * Every task is run and told of, or counted as one that did not run: what cannot be prepared, run or cleared away fails the run, is given back
 * as a problem, and takes nothing else with it.
 */
export const runTasks = async (facts: {
  tasks: readonly Task[];
  lanes: Record<LaneName, Pick<Lane, "prepare">>;
  runFile(task: Task, env: Record<string, string>): Promise<TestEvent[]>;
  report: Report;
  atOnce: number;
  signal: AbortSignal;
}): Promise<{ isGood: boolean; problems: unknown[] }> => {
  const { tasks, lanes, report, signal } = facts;
  const queue = createQueue(tasks);
  const notRun = new Set(tasks);
  const problems = new Set<unknown>();
  const prepared = new Map<LaneName, Promise<Prepared>>();
  const prepare = (name: LaneName) => {
    const begun =
      prepared.get(name) ??
      lanes[name].prepare().catch((cause: unknown) => {
        throw new Error(`The ${name} lane could not be prepared: none of its files ran.`, { cause });
      });
    prepared.set(name, begun);
    return begun;
  };

  const runTask = async (task: Task) => {
    const { env } = await prepare(task.lane);
    const startedAt = performance.now();
    const events = await facts.runFile(task, env);
    report.file({ task, events, seconds: (performance.now() - startedAt) / 1000 });
    notRun.delete(task);
  };
  /** One after another until nothing is left, beside others that do the same. */
  const runNext = async () => {
    for (let task = queue.next(); task && !signal.aborted; task = queue.next()) {
      await runTask(task).catch((problem: unknown) => problems.add(problem));
      queue.done(task);
    }
  };

  await Promise.all(Array.from({ length: facts.atOnce }, runNext));
  const wentWell = await report.end([...notRun]);
  const release = async (lane: Promise<Prepared>) => (await lane.catch(() => undefined))?.release();
  for (const released of await Promise.allSettled([...prepared.values()].map(release)))
    if (released.status === "rejected") problems.add(released.reason);
  return { isGood: wentWell && problems.size === 0 && !signal.aborted, problems: [...problems] };
};
