import { madeFraction } from "../made-id.ts";

const fiveMinutesMs = 5 * 60_000;
const earliestMs = 60_000;
const latestMs = 9 * 60_000;

/**
 * When what happened at `at` is delivered: files are closed every five minutes, and each comes one to nine minutes after that, at the same
 * time for all that is in it. AWS: within an average of about 5 minutes, not guaranteed.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/get-and-view-cloudtrail-log-files.html
 */
export const deliveryTimeOf = (at: Date, ...place: readonly string[]): Date => {
  const closedAt = (Math.floor(at.getTime() / fiveMinutesMs) + 1) * fiveMinutesMs;
  const chance = madeFraction("delivery", String(closedAt), ...place);
  return new Date(closedAt + Math.floor((earliestMs + chance * (latestMs - earliestMs)) / 1000) * 1000);
};
