import type { DeleteOrganizationalUnitRequest } from "@aws-sdk/client-organizations";
import { AwsError } from "../aws/aws-error.ts";
import { organizationsOperation } from "./define-operation.ts";
import { orgUnitId } from "./input-rules.ts";
import { getOrgUnit } from "./known-things.ts";

export const deleteOrganizationalUnit = organizationsOperation<DeleteOrganizationalUnitRequest, object>({
  name: "DeleteOrganizationalUnit",
  rules: { OrganizationalUnitId: orgUnitId },
  answer({ world }, input) {
    const { id } = getOrgUnit(world, input.OrganizationalUnitId);
    if (world.accounts.count("parent", id) + world.orgUnits.count("parent", id) > 0)
      throw new AwsError(
        "OrganizationalUnitNotEmptyException",
        "The specified OU is not empty. Move all accounts and OUs out of it before you delete it.",
      );
    world.orgUnits.delete(id);
    return {};
  },
});
