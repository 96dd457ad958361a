import type { AttributeOperation, UpdateUserRequest, UpdateUserResponse } from "@aws-sdk/client-identitystore";
import type { UserAttributes, UserRow } from "../rows.ts";
import type { World } from "../world.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { attributeOperations, identityStoreId, resourceId } from "./input-rules.ts";
import { conflict, getUser, invalid } from "./known-things.ts";

const upperFirst = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const attributeNames = new Set([
  ...["Name", "DisplayName", "NickName", "ProfileUrl", "Emails", "Addresses", "PhoneNumbers", "UserType", "Title"],
  ...["PreferredLanguage", "Locale", "Timezone", "Photos", "Website", "Birthdate", "Roles"],
]);

const withMember = (holder: object, [first = "", ...rest]: string[], value: unknown): object => {
  const inner: unknown = Reflect.get(holder, first);
  const innerObject = typeof inner === "object" && inner !== null ? inner : {};
  return { ...holder, [first]: rest.length === 0 ? (value ?? undefined) : withMember(innerObject, rest, value) };
};

const withUserName = (world: World, user: UserRow, value: unknown): UserRow => {
  if (typeof value !== "string" || value === "") throw invalid("userName must be a string.");
  const holder = world.users.where("userName", value.toLowerCase())[0];
  if (holder && holder.id !== user.id) throw conflict("Duplicate UserName");
  return { ...user, userName: value };
};

const withOperation = (world: World, user: UserRow, { AttributePath, AttributeValue }: AttributeOperation): UserRow => {
  const path = (AttributePath ?? "").split(".").map(upperFirst);
  if (path[0] === "UserName") return withUserName(world, user, AttributeValue);
  if (path[0] === "UserStatus") {
    if (AttributeValue !== "ENABLED" && AttributeValue !== "DISABLED")
      throw invalid("userStatus must be ENABLED or DISABLED.");
    return { ...user, status: AttributeValue };
  }
  if (!attributeNames.has(path[0] ?? "")) throw invalid(`Attribute path ${AttributePath} is not supported.`);
  const attributes: UserAttributes = withMember(user.attributes, path, AttributeValue);
  return { ...user, attributes };
};

/** Takes all of the operations, or none of them when one is refused. */
export const updateUser = identityStoreOperation<UpdateUserRequest, UpdateUserResponse>({
  name: "UpdateUser",
  rules: { IdentityStoreId: identityStoreId, UserId: resourceId, Operations: attributeOperations },
  answer({ world, now }, input) {
    const user = getUser(world, input.IdentityStoreId, input.UserId);
    const changed = input.Operations.reduce((before, operation) => withOperation(world, before, operation), user);
    world.users.put({ ...changed, updatedAt: now.toISOString() });
    return {};
  },
});
