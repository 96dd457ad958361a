import { type AwsService, throttledWith } from "../aws/service.ts";
import { describeTrails } from "./describe-trails.ts";
import { getEventSelectors } from "./get-event-selectors.ts";
import { getTrailStatus } from "./get-trail-status.ts";

export const cloudTrail: AwsService = {
  name: "cloudtrail",
  target: "CloudTrail_20131101",
  operations: [describeTrails, getEventSelectors, getTrailStatus],
  throttled: throttledWith("ThrottlingException", "Rate exceeded"),
};
