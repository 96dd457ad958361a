import type {
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse,
} from "@aws-sdk/client-organizations";
import { organizationsOperation } from "./define-operation.ts";
import { orgUnitId } from "./input-rules.ts";
import { getOrgUnit } from "./known-things.ts";
import { presentOrgUnit } from "./present.ts";

export const describeOrganizationalUnit = organizationsOperation<
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse
>({
  name: "DescribeOrganizationalUnit",
  rules: { OrganizationalUnitId: orgUnitId },
  answer: ({ world }, input) => ({
    OrganizationalUnit: presentOrgUnit(world, getOrgUnit(world, input.OrganizationalUnitId)),
  }),
});
