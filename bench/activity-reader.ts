/** Reads what the message says from a trail, in a process of its own so that its memory is its own, and answers what it took. */

import { siftRecords } from "../src/core/activity-event.ts";
import { createTrailClient } from "../src/providers/aws/s3-trail/trail-client.ts";
import { createTrailInS3 } from "../src/providers/aws/s3-trail/trail-in-s3.ts";

type Asked = {
  endpoint: string;
  region: string;
  bucket: string;
  organizationId: string;
  subject: { personId: string; userName: string; accountId: string; permissionSetName: string };
  from: string;
  to: string;
};

process.once("message", async (asked: Asked) => {
  const { endpoint, region, bucket, organizationId, subject } = asked;
  const [from, to] = [new Date(asked.from), new Date(asked.to)];
  const client = createTrailClient({
    ...{ endpoint, region },
    credentials: { accessKeyId: "delegated", secretAccessKey: "secret" },
  });
  const source = createTrailInS3({ client, bucket, prefix: "", organizationId: async () => organizationId });
  const window = { sessionsFrom: from, sessionsTo: to, eventsTo: to };
  const beforeMb = process.memoryUsage().rss / 1024 / 1024;
  const cpuBefore = process.cpuUsage();
  const began = performance.now();
  let events = 0;
  let files = 0;
  for await (const { records, progress } of source.read({ subject, from, to }, new AbortController().signal)) {
    events += siftRecords(records, { subject, window }).events.length;
    files = progress.done;
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  const { maxRSS } = process.resourceUsage();
  process.send?.({
    ...{ events, files, seconds: (performance.now() - began) / 1_000 },
    ...{ cpuSeconds: (user + system) / 1_000_000, peakMb: maxRSS / 1_024, beforeMb },
  });
  process.disconnect();
});
