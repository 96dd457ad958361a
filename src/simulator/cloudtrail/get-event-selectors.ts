import type { GetEventSelectorsRequest, GetEventSelectorsResponse } from "@aws-sdk/client-cloudtrail";
import { defineOperation } from "./define-operation.ts";
import { knownTrail } from "./present-trail.ts";

/** The trail asks for what happens to objects as well: without that, S3 would leave little to see. */
export const getEventSelectors = defineOperation<GetEventSelectorsRequest, GetEventSelectorsResponse>({
  name: "GetEventSelectors",
  rules: { TrailName: { type: "string", required: true } },
  answer: ({ world }, { TrailName }) => ({
    TrailARN: knownTrail(world, TrailName).TrailARN,
    EventSelectors: [
      {
        ReadWriteType: "All",
        IncludeManagementEvents: true,
        DataResources: [{ Type: "AWS::S3::Object", Values: ["arn:aws:s3"] }],
        ExcludeManagementEventSources: [],
      },
    ],
  }),
});
