import type { DeleteUserRequest, DeleteUserResponse } from "@aws-sdk/client-identitystore";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, resourceId } from "./input-rules.ts";
import { getUser } from "./known-things.ts";

/** Deletes the person and their memberships; their account assignments stay behind, as in AWS. */
export const deleteUser = identityStoreOperation<DeleteUserRequest, DeleteUserResponse>({
  name: "DeleteUser",
  rules: { IdentityStoreId: identityStoreId, UserId: resourceId },
  answer({ world }, input) {
    const user = getUser(world, input.IdentityStoreId, input.UserId);
    for (const membership of world.memberships.where("user", user.id)) world.memberships.delete(membership.id);
    world.users.delete(user.id);
    return {};
  },
});
