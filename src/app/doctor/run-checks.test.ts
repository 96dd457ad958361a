import assert from "node:assert/strict";
import { test } from "node:test";
import { testStart } from "../../../test/builders.ts";
import { manualScheduler } from "../../../test/manual-scheduler.ts";
import { CloudError } from "../../core/identity-center.ts";
import { inspectConfig } from "../config.ts";
import type { Check } from "./check.ts";
import { NotLookedAt, ok } from "./finding.ts";
import { createPatient } from "./patient.ts";
import { runChecks } from "./run-checks.ts";
import { withoutSecrets, writeReport } from "./write-report.ts";

const scheduler = manualScheduler(testStart);

const patient = createPatient({
  parts: ["serve"],
  config: inspectConfig({}),
  scheduler,
  aws: { region: "eu-central-1" },
});
test.after(() => patient.close());

const failing = (name: string, problem: unknown): Check => ({ name, look: () => Promise.reject(problem) });

test("a check that throws, or never answers, is a finding, and the others are not held up by it", async () => {
  let aborted = false;
  const hanging: Check = {
    name: "hanging",
    look: (_, signal) =>
      new Promise(() => {
        signal.addEventListener("abort", () => {
          aborted = true;
        });
      }),
  };
  const running = runChecks(
    [
      { name: "well", look: async () => ok("fine") },
      failing("cloud", new CloudError({ problem: "refused", operation: "ListUsers", message: "AccessDenied: no" })),
      failing("dependent", new NotLookedAt("the database does not answer")),
      failing("broken", new Error("password is hunter22")),
      failing("odd", undefined),
      hanging,
    ],
    patient,
  );
  await new Promise((resolve) => setImmediate(resolve));
  scheduler.advance(20_000);
  const things = await running;
  assert.deepEqual(
    things.map(({ check, state }) => [check, state]),
    [
      ["well", "ok"],
      ["cloud", "wrong"],
      ["dependent", "not-looked-at"],
      ["broken", "not-looked-at"],
      ["odd", "not-looked-at"],
      ["hanging", "not-looked-at"],
    ],
  );
  assert.ok(aborted, "what takes too long is told to stop");
  assert.doesNotMatch(writeReport(things), /hunter22/);
});

test("no secret of the configuration is shown, as it was written or as it is meant", () => {
  const { secrets } = inspectConfig({
    STINT_DATABASE_URL: "postgresql://stint:p%40ssword@db/stint",
    STINT_SMTP_URL: "smtp://u:mailword@mail",
  });
  assert.equal(withoutSecrets("refused p@ssword, p%40ssword and mailword", secrets), "refused …, … and …");
});

test("a secret is blanked as JSON writes it too, and a short one blanks no words", () => {
  const secret = 'pass"word\\';
  assert.equal(withoutSecrets(JSON.stringify({ found: secret }), [secret]), '{"found":"…"}');
  assert.equal(withoutSecrets("stint doctor", ["stint"]), "stint doctor");
});
