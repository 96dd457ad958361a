import assert from "node:assert/strict";
import { test } from "node:test";
import { queryPlaceOf } from "./activity-config.ts";
import { athenaDdlOf } from "./athena-ddl-command.ts";
import { ConfigurationProblem, readWorkConfig } from "./config.ts";

const good = {
  STINT_DATABASE_URL: "postgresql://stint@db/stint",
  STINT_PUBLIC_URL: "https://stint.example.com/",
  STINT_ADMIN_GROUP: "stint-admins",
};
const eventDataStore =
  "arn:aws:cloudtrail:eu-central-1:111122223333:eventdatastore/aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

const problemsOf = (given: Record<string, string>): string[] => {
  try {
    readWorkConfig({ ...good, ...given });
  } catch (problem) {
    if (problem instanceof ConfigurationProblem) return problem.problems;
    throw problem;
  }
  return [];
};
const placeOf = (given: Record<string, string>) => queryPlaceOf(readWorkConfig({ ...good, ...given }));

test("without a word about it, no trail is read", () => {
  assert.equal(readWorkConfig(good).STINT_ACTIVITY_SOURCE, "none");
  assert.equal(placeOf({}), null);
  assert.equal(placeOf({ STINT_ACTIVITY_SOURCE: "s3", STINT_TRAIL_BUCKET: "acme-org-trail" }), null);
});

test("each source says what it lacks", () => {
  const lacking = (source: string) => problemsOf({ STINT_ACTIVITY_SOURCE: source });
  assert.match(lacking("s3").join(), /^STINT_TRAIL_BUCKET is missing .*: STINT_ACTIVITY_SOURCE is s3\.$/);
  assert.match(lacking("cloudwatch-logs").join(), /^STINT_TRAIL_LOG_GROUP is missing/);
  assert.match(lacking("cloudtrail-lake").join(), /^STINT_EVENT_DATA_STORE is missing/);
  assert.deepEqual(lacking("athena"), []);
  assert.match(lacking("cloudtrail").join(), /STINT_ACTIVITY_SOURCE \(where session activity is read: .*none\)/);
});

test("each source is found where it is said to be", () => {
  assert.deepEqual(placeOf({ STINT_ACTIVITY_SOURCE: "athena", STINT_ATHENA_OUTPUT: "s3://answers/stint/" }), {
    kind: "athena",
    database: "default",
    table: "cloudtrail",
    workGroup: "primary",
    outputLocation: "s3://answers/stint/",
  });
  for (const logGroup of [
    "aws-controltower/CloudTrailLogs",
    "arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:/org/trail",
  ])
    assert.deepEqual(placeOf({ STINT_ACTIVITY_SOURCE: "cloudwatch-logs", STINT_TRAIL_LOG_GROUP: logGroup }), {
      kind: "cloudwatch-logs",
      logGroup,
    });
  assert.deepEqual(placeOf({ STINT_ACTIVITY_SOURCE: "cloudtrail-lake", STINT_EVENT_DATA_STORE: eventDataStore }), {
    kind: "cloudtrail-lake",
    eventDataStoreArn: eventDataStore,
  });
});

test("what would be put into a query or a statement is refused unless it is what it should be", () => {
  const wrongs: Record<string, string>[] = [
    { STINT_ATHENA_TABLE: 'x" WHERE 1=1 --' },
    { STINT_ATHENA_DATABASE: "a.b" },
    { STINT_ATHENA_OUTPUT: "https://answers" },
    { STINT_TRAIL_BUCKET: "A'" },
    { STINT_TRAIL_PREFIX: "x' OR" },
    { STINT_TRAIL_LOG_GROUP: "arn:aws:logs:eu-central-1:111122223333:log-group:trail:*" },
    { STINT_EVENT_DATA_STORE: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee" },
    { STINT_EVENT_DATA_STORE: `${eventDataStore} WHERE 1=1` },
  ];
  for (const wrong of wrongs) assert.equal(problemsOf(wrong).length, 1, JSON.stringify(wrong));
});

test("the table for Athena is printed from the configuration, for an organisation or for one account", () => {
  const given = {
    STINT_TRAIL_BUCKET: "acme-org-trail",
    STINT_TRAIL_PREFIX: "/logs/",
    STINT_ATHENA_REGIONS: "eu-central-1, us-gov-west-1",
  };
  const ddl = athenaDdlOf(["athena-ddl", "--organisation", "o-a1b2c3d4e5"], given);
  assert.match(ddl, /^CREATE EXTERNAL TABLE IF NOT EXISTS `default`\.`cloudtrail` \(/);
  assert.ok(ddl.includes("LOCATION 's3://acme-org-trail/logs/AWSLogs/o-a1b2c3d4e5/'"));
  assert.ok(ddl.includes("'projection.region.values'='eu-central-1,us-gov-west-1'"));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Athena's own placeholders
  assert.ok(ddl.includes("/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}'"));
  const single = athenaDdlOf(["athena-ddl", "--single-account"], given);
  assert.ok(single.includes("LOCATION 's3://acme-org-trail/logs/AWSLogs/'"));
  assert.throws(
    () => athenaDdlOf(["athena-ddl", "--single-account"], {}),
    /STINT_TRAIL_BUCKET is missing.*\n.*REGIONS/,
  );
  for (const odd of [["athena-ddl"], ["athena-ddl", "--organisation", "acme"], ["ddl", "--single-account"]])
    assert.throws(() => athenaDdlOf(odd, given), /Say: stint activity athena-ddl/);
});
