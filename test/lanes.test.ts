import assert from "node:assert/strict";
import { test } from "node:test";
import { filesBeside, type LaneName, lanes } from "./lanes.ts";

test("the server lane runs what needs a server, and not what cannot tell the difference", () => {
  const files = lanes.postgres.files();
  for (const file of ["test/real-processes.test.ts", "test/real-crashes/crashes.test.ts", "src/store/database.test.ts"])
    assert.ok(files.includes(file), file);
  assert.ok(!files.includes("test/command-line.test.ts"));
});

test("in a whole run what commands and http do with a database is run once, and everything is run that runs in any lane", () => {
  const whole: LaneName[] = ["browser", "embedded", "postgres"];
  const embedded = filesBeside(whole, "embedded");
  const onServer = filesBeside(whole, "postgres");
  const runsIn = (file: string) => [embedded.includes(file), onServer.includes(file)];
  const [here, there, both] = [
    [true, false],
    [false, true],
    [true, true],
  ];
  assert.deepEqual(runsIn("src/http/app.test.ts"), there);
  assert.deepEqual(runsIn("src/commands/crash.test.ts"), there);
  assert.deepEqual(runsIn("src/commands/two-hundred-starts.test.ts"), there);
  assert.deepEqual(runsIn("src/commands/engine-trouble.test.ts"), here, "it is about one process");
  assert.deepEqual(runsIn("src/commands/find-eligibility.test.ts"), there);
  for (const file of ["src/store/database.test.ts", "src/worker/broken-off.test.ts", "test/promises.test.ts"])
    assert.deepEqual(runsIn(file), both, file);
  assert.deepEqual(
    [...new Set([...embedded, ...onServer])].sort(),
    [...new Set([...lanes.embedded.files(), ...lanes.postgres.files()])].sort(),
  );
});

test("the shorter round runs all of them embedded, and a round on a server alone all of them there", () => {
  assert.deepEqual(filesBeside(["embedded"], "embedded"), lanes.embedded.files().sort());
  assert.deepEqual(filesBeside(["postgres"], "postgres"), lanes.postgres.files().sort());
  assert.ok(filesBeside(["embedded"], "embedded").includes("src/http/app.test.ts"));
});
