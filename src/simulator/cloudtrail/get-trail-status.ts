import type { GetTrailStatusRequest, GetTrailStatusResponse } from "@aws-sdk/client-cloudtrail";
import { defineOperation } from "./define-operation.ts";
import { knownTrail } from "./present-trail.ts";
import { trailState } from "./trail-state.ts";

export const getTrailStatus = defineOperation<GetTrailStatusRequest, GetTrailStatusResponse>({
  name: "GetTrailStatus",
  rules: { Name: { type: "string", required: true } },
  answer({ world }, { Name }) {
    knownTrail(world, Name);
    const { lastDeliveryAt } = trailState(world);
    return {
      IsLogging: true,
      StartLoggingTime: new Date(world.ids.createdAt),
      ...(lastDeliveryAt === null
        ? {}
        : {
            LatestDeliveryTime: new Date(lastDeliveryAt),
            LatestDeliveryAttemptTime: lastDeliveryAt,
            LatestDeliveryAttemptSucceeded: lastDeliveryAt,
          }),
    };
  },
});
