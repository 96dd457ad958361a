import type { Trail } from "@aws-sdk/client-cloudtrail";
import { AwsError } from "../aws/aws-error.ts";
import { trailBucketName } from "../objects/trail-bucket.ts";
import type { World } from "../world.ts";

const NAME = "org-trail";

/** The organisation's one trail, of all Regions; it belongs to the management account. */
export const presentTrail = ({ ids }: World): Trail & { TrailARN: string } => ({
  Name: NAME,
  S3BucketName: trailBucketName(ids.seed),
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  HomeRegion: ids.region,
  TrailARN: `arn:aws:cloudtrail:${ids.region}:${ids.managementAccountId}:trail/${NAME}`,
  LogFileValidationEnabled: false,
  HasCustomEventSelectors: true,
  HasInsightSelectors: false,
  IsOrganizationTrail: true,
});

/** The trail by its name or ARN; anything else is unknown. */
export const knownTrail = (world: World, asked: string): Trail & { TrailARN: string } => {
  const trail = presentTrail(world);
  if (asked === trail.TrailARN || asked === trail.Name) return trail;
  throw new AwsError(
    "TrailNotFoundException",
    `Unknown trail: ${asked} for the user: ${world.ids.managementAccountId}`,
  );
};
