import type { World } from "../world.ts";

/** The log group that the organisation's trail writes to, named as AWS Control Tower names it; in the management account. */
export const trailLogGroup = "aws-controltower/CloudTrailLogs";

export const trailLogGroupArn = ({ ids }: World): string =>
  `arn:aws:logs:${ids.region}:${ids.managementAccountId}:log-group:${trailLogGroup}`;
