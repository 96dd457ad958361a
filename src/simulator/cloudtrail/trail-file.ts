import { gzipSync } from "node:zlib";
import { madeHex } from "../made-id.ts";

type File = {
  organizationId: string;
  accountId: string;
  region: string;
  deliveredAt: Date;
  eventIds: readonly string[];
};

/**
 * The key of a trail file of an organisation's trail. What makes it unique follows from what is in it, so that delivering
 * again after a crash makes no second file.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export const trailFileKey = ({ organizationId, accountId, region, deliveredAt, eventIds }: File): string => {
  const [year = "", month = "", day = "", hour = "", minute = ""] = deliveredAt.toISOString().split(/[-T:]/);
  const unique = madeHex(16, ...eventIds);
  const name = `${accountId}_CloudTrail_${region}_${year}${month}${day}T${hour}${minute}Z_${unique}.json.gz`;
  return `AWSLogs/${organizationId}/${accountId}/CloudTrail/${region}/${year}/${month}/${day}/${name}`;
};

export const trailFileBytes = (records: readonly object[]): Uint8Array =>
  gzipSync(JSON.stringify({ Records: records }));
