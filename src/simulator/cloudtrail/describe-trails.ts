import type { DescribeTrailsRequest, DescribeTrailsResponse } from "@aws-sdk/client-cloudtrail";
import { defineOperation } from "./define-operation.ts";
import { presentTrail } from "./present-trail.ts";

export const describeTrails = defineOperation<DescribeTrailsRequest, DescribeTrailsResponse>({
  name: "DescribeTrails",
  rules: { trailNameList: { type: "list" }, includeShadowTrails: { type: "boolean" } },
  answer({ world }, { trailNameList }) {
    const trail = presentTrail(world);
    const isMeant = (name: string) => name === trail.Name || name === trail.TrailARN;
    return { trailList: !trailNameList?.length || trailNameList.some(isMeant) ? [trail] : [] };
  },
});
