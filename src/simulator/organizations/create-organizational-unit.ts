import type { CreateOrganizationalUnitRequest, CreateOrganizationalUnitResponse } from "@aws-sdk/client-organizations";
import { AwsError } from "../aws/aws-error.ts";
import { nextNumber } from "../made-id.ts";
import { madeOrgUnitId } from "../seed/organisation-ids.ts";
import { organizationsOperation } from "./define-operation.ts";
import { orgUnitName, parentId, tags } from "./input-rules.ts";
import { assertParent } from "./known-things.ts";
import { presentOrgUnit } from "./present.ts";

export const createOrganizationalUnit = organizationsOperation<
  CreateOrganizationalUnitRequest,
  CreateOrganizationalUnitResponse
>({
  name: "CreateOrganizationalUnit",
  rules: { ParentId: parentId, Name: orgUnitName, Tags: tags },
  answer({ world }, input) {
    assertParent(world, input.ParentId);
    if (world.orgUnits.where("parent", input.ParentId).some((row) => row.name === input.Name))
      throw new AwsError("DuplicateOrganizationalUnitException", "An OU with the same name already exists.");
    const id = madeOrgUnitId(world.ids.seed, `new ${nextNumber(world)}`);
    const row = { id, name: input.Name, parentId: input.ParentId };
    world.orgUnits.put(row);
    return { OrganizationalUnit: presentOrgUnit(world, row) };
  },
});
