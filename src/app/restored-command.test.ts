import assert from "node:assert/strict";
import { test } from "node:test";
import { ConfigurationProblem } from "./config.ts";
import { sayRestored } from "./restored-command.ts";

test("a moment that is none, or has not come, is refused in words before any database is opened", async () => {
  const refusedWith = (words: RegExp) => (problem: unknown) =>
    problem instanceof ConfigurationProblem && words.test(problem.message);
  for (const to of ["", "yesterday", "2026-11-20", "2026-13-40T10:00:00Z", "2026-11-20T10:00:00"])
    await assert.rejects(sayRestored(["--to", to]), refusedWith(/Say to which moment/), to);
  await assert.rejects(sayRestored(["--to", "9999-01-01T00:00:00Z"]), refusedWith(/is in the future/));
});
