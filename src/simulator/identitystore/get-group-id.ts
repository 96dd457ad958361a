import type { AlternateIdentifier, GetGroupIdRequest, GetGroupIdResponse } from "@aws-sdk/client-identitystore";
import type { GroupRow } from "../rows.ts";
import type { World } from "../world.ts";
import { hasExternalId, soughtBy } from "./alternate-identifier.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, requiredStructure } from "./input-rules.ts";
import { assertIdentityStore, invalid, notFound } from "./known-things.ts";

const findGroup = (world: World, identifier: AlternateIdentifier): GroupRow | undefined => {
  const sought = soughtBy(identifier);
  if ("externalId" in sought) return world.groups.all().find((row) => hasExternalId(row, sought.externalId));
  if (sought.path !== "displayname") throw invalid("The attribute path of a group's unique attribute is displayName.");
  return world.groups.where("displayName", sought.value)[0];
};

export const getGroupId = identityStoreOperation<GetGroupIdRequest, GetGroupIdResponse>({
  name: "GetGroupId",
  rules: { IdentityStoreId: identityStoreId, AlternateIdentifier: requiredStructure },
  answer({ world }, input) {
    assertIdentityStore(world, input.IdentityStoreId);
    const group = findGroup(world, input.AlternateIdentifier);
    if (!group) throw notFound("GROUP", "");
    return { IdentityStoreId: world.ids.identityStoreId, GroupId: group.id };
  },
});
