import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Simulator } from "../src/simulator/start.ts";

type Record = { recipientAccountId: string; awsRegion: string };

/** Where AWS would put a file of the organisation's trail: the folder of the day and the minute in the name are those of the delivery. */
const keyOf = (facts: { organisationId: string; account: string; region: string; at: Date }) => {
  const { organisationId, account, region, at } = facts;
  const stamp = at.toISOString();
  const minute = `${stamp.slice(0, 16).replace(/[-:]/g, "")}Z`;
  const unique = randomUUID().replaceAll("-", "").slice(0, 16);
  return `AWSLogs/${organisationId}/${account}/CloudTrail/${region}/${stamp.slice(0, 10).replaceAll("-", "/")}/${account}_CloudTrail_${region}_${minute}_${unique}.json.gz`;
};

/** Delivers the records as AWS does: one file for each account and Region. */
export const deliver = (simulator: Simulator, records: readonly Record[], at: Date): void => {
  const organisationId = simulator.world.ids.organizationId;
  const bucket = simulator.objects.buckets().find(({ name }) => name.endsWith("org-trail"))?.name ?? "";
  const files = Object.groupBy(records, ({ recipientAccountId, awsRegion }) => `${recipientAccountId}/${awsRegion}`);
  for (const [place, Records = []] of Object.entries(files)) {
    const [account = "", region = ""] = place.split("/");
    const bytes = gzipSync(JSON.stringify({ Records }));
    simulator.objects.put(bucket, keyOf({ organisationId, account, region, at }), bytes, { at });
  }
};
