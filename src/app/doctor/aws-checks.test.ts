import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestAws, type TestAws } from "../../../test/with-simulator.ts";
import type { AwsOptions } from "../../providers/aws/client-settings.ts";
import { triedActions } from "../../providers/aws/examine/try-reads.ts";
import { type DeployedPart, inspectConfig } from "../config.ts";
import { schedulerOf, systemClock } from "../system-time.ts";
import { everyCheck } from "./every-check.ts";
import { serve, work } from "./iam-policies/base-parts.ts";
import { createPatient } from "./patient.ts";
import { runChecks } from "./run-checks.ts";

let aws: TestAws;
before(async () => {
  aws = await startTestAws();
});
after(() => aws.stop());

const examine = async (facts: { parts?: DeployedPart[]; aws?: AwsOptions } = {}) => {
  const patient = createPatient({
    parts: facts.parts ?? ["serve", "work"],
    config: inspectConfig({ STINT_DATABASE_URL: "postgresql://stint:hush@127.0.0.1:1/stint" }),
    scheduler: schedulerOf(systemClock),
    aws: {
      endpoint: aws.simulator.url,
      region: "eu-central-1",
      credentials: { accessKeyId: "delegated", secretAccessKey: "secret" },
      ...facts.aws,
    },
  });
  try {
    const things = await runChecks(everyCheck, patient);
    return {
      things,
      of: (check: string) => things.filter((thing) => thing.check === check),
      statesOf: (check: string) => things.filter((thing) => thing.check === check).map(({ state }) => state),
    };
  } finally {
    await patient.close();
  }
};

test("in the delegated administrator account all that can be tried is tried, and nothing is written", async () => {
  await aws.callsSince();
  const { of, statesOf } = await examine();
  const calls = Object.keys(await aws.callsSince());
  for (const operation of calls) assert.match(operation, /^(?:Describe|Get|List|Simulate)/);
  assert.ok(calls.length > 20, calls.join());
  assert.deepEqual(statesOf("Account"), ["ok"]);
  assert.deepEqual(statesOf("Identity Center"), ["ok", "ok"]);
  const untold = of("Rights").filter(({ state }) => state !== "ok");
  for (const { found } of untold) assert.match(found, /(?:Create|Delete)AccountAssignment: nothing harmless/);
  assert.equal(of("Clock")[0]?.state, "ok");
});

test("every right to read that serve and work need is tried", () => {
  const reads = [serve, work]
    .flatMap(({ statements }) => statements.flatMap(({ actions }) => actions))
    .filter((action) => /:(?:Describe|Get|List)/.test(action));
  assert.deepEqual([...new Set(reads)].sort(), [...triedActions].sort());
});

test("a right that is missing is named, with the policy that gives it", async () => {
  await aws.addFault({ operation: "ListGroups", kind: "error", code: "AccessDeniedException", times: "always" });
  await aws.addFault({ operation: "DescribeUser", kind: "error", code: "AccessDeniedException", times: "always" });
  const { of } = await examine();
  await aws.clearFaults();
  const lacking = of("Rights").filter(({ state }) => state === "wrong");
  assert.deepEqual(
    lacking.map(({ found }) => found.split(". ")[0]),
    [
      "stint serve lacks identitystore:DescribeUser",
      "stint work lacks identitystore:DescribeUser",
      "stint work lacks identitystore:ListGroups",
    ],
  );
  assert.match(lacking[0]?.mend ?? "", /--iam-policies serve/);
});

test("in the management account it says so, and in a member account how to register it", async () => {
  const management = await examine({ aws: { credentials: { accessKeyId: "management", secretAccessKey: "x" } } });
  assert.deepEqual(management.statesOf("Account"), ["warning"]);
  await aws.addFault({ operation: "ListDelegatedAdministrators", kind: "error", code: "AccessDeniedException" });
  const unknown = await examine();
  assert.deepEqual(unknown.statesOf("Account"), ["warning"]);
  assert.match(unknown.of("Account")[0]?.mend ?? "", /ListDelegatedAdministrators/);
  assert.match(unknown.of("Account")[0]?.found ?? "", /may list the organisation's accounts/);
});

test("a Region that is not the primary one is told, with the one to set", async () => {
  const { of } = await examine({ aws: { region: "eu-west-1" } });
  const [first] = of("Identity Center");
  assert.equal(first?.state, "wrong");
  assert.match(first?.mend ?? "", /AWS_REGION=eu-central-1/);
});

test("with AWS and the database out of reach every check still answers, and the password is nowhere", async () => {
  const { things, statesOf } = await examine({ aws: { endpoint: "http://127.0.0.1:1" } });
  assert.deepEqual(statesOf("Credentials"), ["wrong"]);
  for (const check of ["Account", "Identity Center", "Rights"]) assert.deepEqual(statesOf(check), ["not-looked-at"]);
  assert.deepEqual(statesOf("Database"), ["wrong"]);
  assert.doesNotMatch(JSON.stringify(things), /hush/);
});

test("where AWS refuses accounts and permission sets alike, one line says why, and no right is listed", async () => {
  for (const operation of ["ListAccounts", "ListPermissionSets"])
    await aws.addFault({ operation, kind: "error", code: "AccessDeniedException", times: "always" });
  const { of } = await examine();
  await aws.clearFaults();
  const found = of("Rights");
  assert.deepEqual(
    found.map(({ state }) => state),
    ["wrong"],
  );
  assert.match(found[0]?.found ?? "", /almost surely not the delegated administrator/);
});
