import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { test } from "node:test";
import type { TestEvent } from "node:test/reporters";
import type { LaneName } from "./lanes.ts";
import { taskOf } from "./queue.ts";
import { createReport } from "./report.ts";
import { runTasks } from "./run-tasks.ts";

const counts = { tests: 1, failed: 0, passed: 1, cancelled: 0, skipped: 0, todo: 0, topLevel: 1, suites: 0 };
const summary = (file: string | undefined): TestEvent => ({
  type: "test:summary",
  data: { file, success: true, counts, duration_ms: 1 },
});
const wentWell = (file: string) => [summary(file), summary(undefined)];

type Wrong = { unprepared?: LaneName; unrunnable?: LaneName; unreleased?: LaneName };

/** Two files in the browser and one of each other lane, of which all goes well but what is said to go wrong. */
const runWith = async (wrong: Wrong) => {
  const happened: string[] = [];
  const lane = (name: LaneName) => ({
    prepare: async () => {
      if (name === wrong.unprepared) throw new Error("no console");
      const release = async () => {
        happened.push(`released ${name}`);
        if (name === wrong.unreleased) throw new Error("would not stop");
      };
      return { env: {}, release };
    },
  });
  const destination = new Writable({
    write: (chunk, _, done) => {
      happened.push(...String(chunk).split("\n"));
      done();
    },
  });
  const { isGood, problems } = await runTasks({
    tasks: [
      taskOf("browser", "one"),
      taskOf("browser", "two"),
      taskOf("embedded", "three"),
      taskOf("postgres", "four"),
    ],
    lanes: { browser: lane("browser"), embedded: lane("embedded"), postgres: lane("postgres") },
    runFile: async ({ lane, file }) => {
      if (lane === wrong.unrunnable) throw new Error(`no process for ${file}`);
      return wentWell(file);
    },
    report: createReport(destination),
    atOnce: 2,
    signal: new AbortController().signal,
  });
  const seen = /released \w+|(?:browser|embedded|postgres): \w+|did not run.*/;
  return {
    isGood,
    problems: problems.map((problem) => (problem instanceof Error ? problem.message : problem)),
    happened: happened.flatMap((line) => seen.exec(line) ?? []),
  };
};
const everyFile = ["browser: one", "browser: two", "embedded: three", "postgres: four"];
const released = ["released browser", "released embedded", "released postgres"];

test("a run of which all goes well is good, and everything is cleared away", async () => {
  const { isGood, problems, happened } = await runWith({});
  assert.deepEqual([isGood, problems, happened.toSorted()], [true, [], [...everyFile, ...released]]);
});

test("a lane that cannot be prepared fails the run and says how many files did not run; the others are run", async () => {
  const { isGood, problems, happened } = await runWith({ unprepared: "browser" });
  assert.equal(isGood, false);
  assert.deepEqual(problems, ["The browser lane could not be prepared: none of its files ran."]);
  assert.deepEqual(happened.toSorted(), [
    "did not run in browser: 2 files",
    ...everyFile.slice(2),
    ...released.slice(1),
  ]);
});

test("a file that cannot be run fails the run and is counted, and the files after it are run", async () => {
  const { isGood, problems, happened } = await runWith({ unrunnable: "browser" });
  assert.deepEqual([isGood, problems], [false, ["no process for one", "no process for two"]]);
  assert.deepEqual(happened.toSorted(), ["did not run in browser: 2 files", ...everyFile.slice(2), ...released]);
});

test("a lane that cannot be cleared away fails the run after all was told, and the other lanes are cleared away", async () => {
  for (const unreleased of ["browser", "embedded", "postgres"] as const) {
    const { isGood, problems, happened } = await runWith({ unreleased });
    assert.deepEqual([isGood, problems], [false, ["would not stop"]]);
    assert.deepEqual(happened.slice(0, 4).toSorted(), everyFile);
    assert.deepEqual(happened.slice(4).toSorted(), released);
  }
});
