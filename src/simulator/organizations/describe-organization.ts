import type { DescribeOrganizationResponse } from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { getAccount } from "./known-things.ts";

export const describeOrganization = organizationsOperation<Record<never, never>, DescribeOrganizationResponse>({
  name: "DescribeOrganization",
  rules: {},
  answer({ world }) {
    const { organizationId, managementAccountId } = world.ids;
    const prefix = `arn:aws:organizations::${managementAccountId}`;
    return {
      Organization: {
        Id: organizationId,
        Arn: `${prefix}:organization/${organizationId}`,
        FeatureSet: "ALL",
        MasterAccountArn: `${prefix}:account/${organizationId}/${managementAccountId}`,
        MasterAccountId: managementAccountId,
        MasterAccountEmail: getAccount(world, managementAccountId).email,
        AvailablePolicyTypes: [{ Type: "SERVICE_CONTROL_POLICY", Status: "ENABLED" }],
      },
    };
  },
});
