import { fork } from "node:child_process";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import { trailRecord } from "../test/trail-records.ts";
import { startTestAws } from "../test/with-simulator.ts";

const files = 50_000;
const regions = Array.from({ length: 17 }, (_, n) => `region-${n}`);
const recordsInFile = 30;
const organizationId = "o-benchmark1";
const subject = {
  personId: "906a4d2c-0011-7000-8000-000000000001",
  userName: "amira.haddad",
  accountId: "444455556666",
  permissionSetName: "AdministratorAccess",
};
const day = Date.UTC(2026, 10, 20);
const dayMs = 24 * 3_600_000;
const from = new Date(day + 8 * 3_600_000);
const to = new Date(from.getTime() + 8 * 3_600_000);

/** One file in a hundred holds something that the person did; the others what services and other people did. */
const fileOf = (n: number): Buffer => {
  const at = new Date(from.getTime() + 60_000 + n);
  const records = Array.from({ length: recordsInFile }, (_, index) => {
    const isOwn = n % 100 === 0 && index === 7;
    const record = trailRecord({
      ...{ id: `file-${n}-${index}`, at, sessionCreatedAt: new Date(from.getTime() + 1_000) },
      ...(isOwn ? subject : { ...subject, userName: `user-${index}`, personId: `person-${index}` }),
      action: `DescribeThing${index}`,
    });
    const isServices = !isOwn && (n % 10 !== 1 || index % 3 !== 0);
    return isServices
      ? { ...record, userIdentity: { type: "AWSService", invokedBy: "autoscaling.amazonaws.com" } }
      : record;
  });
  return gzipSync(JSON.stringify({ Records: records }));
};

/** One grant of eight hours in a busy account: how long its activity takes to read, and in how much memory. */
export const benchActivity = async (): Promise<void> => {
  const aws = await startTestAws();
  const bucket = "acme-org-trail";
  const made = Array.from({ length: 200 }, (_, n) => fileOf(n));
  for (let n = 0; n < files; n += 1) {
    const at = new Date(day + Math.floor((n * dayMs) / files));
    const region = regions[n % regions.length] ?? "";
    const stamp = `${at.toISOString().slice(0, 16).replaceAll(/[-:]/g, "")}Z`;
    const folder = `AWSLogs/${organizationId}/${subject.accountId}/CloudTrail/${region}/2026/11/20/`;
    const key = `${folder}${subject.accountId}_CloudTrail_${region}_${stamp}_${String(n).padStart(16, "0")}.json.gz`;
    const bytes = made[n % made.length] ?? Buffer.alloc(0);
    aws.simulator.objects.putMade(bucket, key, { size: bytes.length, bytes: () => bytes }, { at });
  }
  const reader = fork(new URL("activity-reader.ts", import.meta.url));
  reader.send({
    ...{ endpoint: aws.simulator.url, region: aws.world.ids.region, bucket, organizationId, subject },
    ...{ from: from.toISOString(), to: to.toISOString() },
  });
  const before = process.cpuUsage();
  const [took] = await once(reader, "message");
  const { user, system } = process.cpuUsage(before);
  const simulatorSeconds = ((user + system) / 1_000_000).toFixed(1);
  console.log(
    `activity: one grant of 8 hours among ${files} files in ${regions.length} Regions: ${took.seconds.toFixed(1)} s (≤ 10; processor ${took.cpuSeconds.toFixed(1)} s of the reader, ${simulatorSeconds} s of the simulator), ` +
      `peak ${took.peakMb.toFixed(0)} MB (≤ 200; ${took.beforeMb.toFixed(0)} MB before it began), ${took.files} files opened, ${took.events} different events`,
  );
  await aws.stop();
};
