import assert from "node:assert/strict";
import { test } from "node:test";
import { deliver } from "../../../../test/trail-files.ts";
import { trailRecord } from "../../../../test/trail-records.ts";
import { startTrailSources } from "../../../../test/trail-sources.ts";
import { createQuerySource, type QueryPlace } from "./query-source.ts";

const at = new Date("2026-11-20T10:00:00Z");
const subject = { personId: "p1", userName: "amira", accountId: "444455556666", permissionSetName: "Admin" };
const hasArn = (place: QueryPlace) =>
  place.kind === "cloudtrail-lake" || (place.kind === "cloudwatch-logs" && place.logGroup.startsWith("arn:"));

test("a source is made from where it is said to be, and in the Region that its ARN names", async (t) => {
  const aws = await startTrailSources({ now: new Date("2026-11-20T11:00:00Z") });
  t.after(() => aws.stop());
  deliver(aws.simulator, [trailRecord({ ...subject, id: "e1", at, sessionCreatedAt: at })], at);
  const { region, managementAccountId } = aws.simulator.world.ids;
  const places: QueryPlace[] = [
    { kind: "athena", ...aws.table, workGroup: "primary", outputLocation: "s3://answers/" },
    { kind: "cloudwatch-logs", logGroup: "aws-controltower/CloudTrailLogs" },
    {
      kind: "cloudwatch-logs",
      logGroup: `arn:aws:logs:${region}:${managementAccountId}:log-group:aws-controltower/CloudTrailLogs`,
    },
    { kind: "cloudtrail-lake", eventDataStoreArn: aws.eventDataStoreArn },
  ];
  for (const place of places) {
    const { source, close } = createQuerySource({
      place,
      options: {
        endpoint: aws.simulator.url,
        credentials: { accessKeyId: "AKIATEST", secretAccessKey: "secret" },
        // An ARN brings its own; without any the SDK would refuse to send.
        ...(hasArn(place) ? {} : { region }),
      },
      scheduler: aws.scheduler,
      ownAccountId: subject.accountId,
    });
    const ids: string[] = [];
    const query = { subject, from: at, to: new Date(at.getTime() + 60_000) };
    for await (const { records } of source.read(query, new AbortController().signal))
      ids.push(...records.map((record) => (record as { eventID: string }).eventID));
    close();
    assert.deepEqual([source.kind, ids], [place.kind, ["e1"]]);
  }
});
