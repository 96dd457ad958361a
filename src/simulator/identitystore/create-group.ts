import type { CreateGroupRequest, CreateGroupResponse } from "@aws-sdk/client-identitystore";
import { madeUuid, nextNumber } from "../made-id.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { groupDisplayName, identityStoreId, text } from "./input-rules.ts";
import { assertIdentityStore, conflict, invalid } from "./known-things.ts";

export const createGroup = identityStoreOperation<CreateGroupRequest, CreateGroupResponse>({
  name: "CreateGroup",
  rules: { IdentityStoreId: identityStoreId, DisplayName: groupDisplayName, Description: text },
  answer({ world, now }, input) {
    assertIdentityStore(world, input.IdentityStoreId);
    if (!input.DisplayName) throw invalid("DisplayName is required.");
    if (world.groups.count("displayName", input.DisplayName) > 0) throw conflict("Duplicate GroupDisplayName");
    const at = now.toISOString();
    const id = madeUuid(world.ids.seed, "new-group", nextNumber(world));
    const description = input.Description === undefined ? {} : { description: input.Description };
    world.groups.put({
      id,
      displayName: input.DisplayName,
      ...description,
      externalIds: [],
      createdAt: at,
      updatedAt: at,
    });
    return { IdentityStoreId: world.ids.identityStoreId, GroupId: id };
  },
});
