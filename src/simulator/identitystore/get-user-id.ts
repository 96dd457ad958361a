import type { AlternateIdentifier, GetUserIdRequest, GetUserIdResponse } from "@aws-sdk/client-identitystore";
import type { UserRow } from "../rows.ts";
import type { World } from "../world.ts";
import { hasExternalId, soughtBy } from "./alternate-identifier.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, requiredStructure } from "./input-rules.ts";
import { assertIdentityStore, invalid, notFound } from "./known-things.ts";

const findUser = (world: World, identifier: AlternateIdentifier): UserRow | undefined => {
  const sought = soughtBy(identifier);
  if ("externalId" in sought) return world.users.all().find((row) => hasExternalId(row, sought.externalId));
  const value = sought.value.toLowerCase();
  if (sought.path === "username") return world.users.where("userName", value)[0];
  if (sought.path !== "emails.value")
    throw invalid("The attribute path of a user's unique attribute is userName or emails.value.");
  return world.users.all().find((row) => row.attributes.Emails?.some((email) => email.Value?.toLowerCase() === value));
};

export const getUserId = identityStoreOperation<GetUserIdRequest, GetUserIdResponse>({
  name: "GetUserId",
  rules: { IdentityStoreId: identityStoreId, AlternateIdentifier: requiredStructure },
  answer({ world }, input) {
    assertIdentityStore(world, input.IdentityStoreId);
    const user = findUser(world, input.AlternateIdentifier);
    if (!user) throw notFound("USER", "");
    return { IdentityStoreId: world.ids.identityStoreId, UserId: user.id };
  },
});
