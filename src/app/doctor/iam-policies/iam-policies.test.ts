import assert from "node:assert/strict";
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { partitionOf, unknownPlaces } from "./places.ts";
import { policiesPage } from "./policies-page.ts";
import { everyPart } from "./policy-document.ts";
import { leftToReplace, printPolicies } from "./print-policies.ts";

const root = join(import.meta.dirname, "../../../..");

const prefixes: Record<string, string> = { "sso-admin": "sso", sesv2: "ses", "cloudwatch-logs": "logs" };

/** Where the action is not called as the operation is; null where no right is needed. */
const actionsNamedOtherwise: Record<string, string | null> = {
  "sts:GetCallerIdentity": null,
  "ses:SendEmail": "ses:SendRawEmail",
  "s3:ListObjectsV2": "s3:ListBucket",
};

/** Every AWS action that the files may ask for, found by the SDK commands they import. */
const actionsIn = (pattern: string): Set<string> => {
  const actions = new Set<string>();
  for (const file of globSync(pattern, { cwd: root }).filter((name) => !name.endsWith(".test.ts"))) {
    const imports = readFileSync(join(root, file), "utf8").matchAll(
      /import\s*\{([^}]*)\}\s*from "@aws-sdk\/client-([a-z0-9-]+)"/g,
    );
    for (const [, names = "", client = ""] of imports)
      for (const [, operation] of names.matchAll(/\b(\w+)Command\b(?!Input|Output)/g)) {
        const written = `${prefixes[client] ?? client}:${operation}`;
        const action = written in actionsNamedOtherwise ? actionsNamedOtherwise[written] : written;
        if (action) actions.add(action);
      }
  }
  return actions;
};

const allowed = (names: (name: string) => boolean): Set<string> =>
  new Set(
    everyPart
      .filter(({ name }) => names(name))
      .flatMap(({ statements }) => statements.filter(({ onOurBehalf }) => !onOurBehalf))
      .flatMap(({ actions }) => actions),
  );

test("the policies allow every AWS call that the code can make, and none that it cannot", () => {
  const called = actionsIn("src/{providers,notify,app}/**/*.ts");
  assert.ok(called.size > 20, "the imports were read");
  assert.deepEqual([...called].sort(), [...allowed(() => true)].sort());
});

test("what only the doctor asks is not among the rights of serve and work", () => {
  const onlyDoctor = allowed((name) => name === "doctor");
  const outside = actionsIn("src/{providers/aws/!(examine)/**,providers/aws,notify}/*.ts");
  for (const action of onlyDoctor) assert.ok(!outside.has(action), action);
});

test("serve may read and nothing else", () => {
  for (const action of allowed((name) => name === "serve")) assert.match(action, /:(?:Describe|Get|List)[A-Z]/);
});

test("no action is a pattern, and everything is limited to resources where AWS can do that", () => {
  for (const part of everyPart)
    for (const { sid, actions, on } of part.statements) {
      for (const action of actions) assert.match(action, /^[a-z0-9-]+:[A-Z][A-Za-z]+$/, `${part.name} ${sid}`);
      for (const arn of on(unknownPlaces)) assert.match(arn, /^(?:\*$|arn:aws:|<(?:trail-)?key-arn>$)/);
    }
  const unlimited = everyPart.flatMap(({ statements }) =>
    statements.filter(({ on }) => on(unknownPlaces).includes("*")).flatMap(({ actions }) => actions),
  );
  assert.deepEqual([...new Set(unlimited)].sort(), [
    "iam:ListPolicies",
    "iam:ListRoles",
    "logs:GetQueryResults",
    "logs:StopQuery",
    "organizations:CreatePolicy",
    "organizations:DescribeOrganization",
    "organizations:ListAccounts",
    "organizations:ListDelegatedAdministrators",
    "organizations:ListPolicies",
    "organizations:ListRoots",
    "organizations:TagResource",
    "ses:GetAccount",
    "sso:ListInstances",
  ]);
});

test("in another partition no ARN is left of this one", () => {
  for (const region of ["us-gov-west-1", "cn-northwest-1", "eusc-de-east-1"]) {
    const text = printPolicies([], { ...unknownPlaces, region, partition: partitionOf(region) });
    assert.doesNotMatch(text, /arn:aws:/);
    assert.match(text, new RegExp(`arn:${partitionOf(region)}:sso`));
  }
  assert.equal(partitionOf("eu-central-1"), "aws");
});

test("a log group or an event data store that is named by its ARN is used whole", () => {
  const logGroup = "arn:aws:logs:us-east-1:999988887777:log-group:trail";
  const eventDataStoreId = "arn:aws:cloudtrail:us-east-1:999988887777:eventdatastore/4f2a";
  const text = printPolicies([], { ...unknownPlaces, region: "eu-central-1", logGroup, eventDataStoreId });
  assert.ok(text.includes(`"${logGroup}:*"`));
  assert.ok(text.includes(`"${eventDataStoreId}"`));
  const short = printPolicies([], { ...unknownPlaces, region: "eu-central-1", accountId: "1", logGroup: "trail" });
  assert.ok(short.includes('"arn:aws:logs:eu-central-1:1:log-group:trail:*"'));
});

test("what is unknown is left to replace, and a name that no policy has is refused with the names", () => {
  assert.ok(leftToReplace(printPolicies(["work"], unknownPlaces)).includes("<instance-id>"));
  const known = {
    ...unknownPlaces,
    managementAccountId: "111122223333",
    organizationId: "o-a",
    instanceId: "i",
    identityStoreId: "d",
  };
  assert.deepEqual(leftToReplace(printPolicies(["work"], known)), []);
  assert.throws(() => printPolicies(["wrok"], unknownPlaces), /serve, work/);
});

test("docs/iam-policies.md holds exactly these policies", () => {
  const page = join(root, "docs/iam-policies.md");
  if (process.env.STINT_RENEW_DOCS) writeFileSync(page, policiesPage());
  assert.equal(readFileSync(page, "utf8"), policiesPage(), "run this test with STINT_RENEW_DOCS=1 to renew the page");
});
