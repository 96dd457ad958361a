import { type AwsService, throttledWith } from "../aws/service.ts";
import { lakeOperations } from "../cloudtrail-lake/lake-operations.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { describeTrails } from "./describe-trails.ts";
import { getEventSelectors } from "./get-event-selectors.ts";
import { getTrailStatus } from "./get-trail-status.ts";

export const cloudTrail = (parts: { objects: ObjectStore }): AwsService => ({
  name: "cloudtrail",
  target: "CloudTrail_20131101",
  isOpenToRoles: true,
  operations: [describeTrails, getEventSelectors, getTrailStatus, ...lakeOperations(parts)],
  throttled: throttledWith("ThrottlingException", "Rate exceeded"),
});
