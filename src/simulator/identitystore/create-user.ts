import type { CreateUserRequest, CreateUserResponse } from "@aws-sdk/client-identitystore";
import { madeUuid, nextNumber } from "../made-id.ts";
import { identityStoreOperation } from "./define-operation.ts";
import { identityStoreId, oneElement, structure, text, upToThree, userName } from "./input-rules.ts";
import { assertIdentityStore, conflict, invalid } from "./known-things.ts";

export const createUser = identityStoreOperation<CreateUserRequest, CreateUserResponse>({
  name: "CreateUser",
  rules: {
    IdentityStoreId: identityStoreId,
    UserName: userName,
    Name: structure,
    DisplayName: text,
    NickName: text,
    ProfileUrl: text,
    Emails: oneElement,
    Addresses: oneElement,
    PhoneNumbers: oneElement,
    UserType: text,
    Title: text,
    PreferredLanguage: text,
    Locale: text,
    Timezone: text,
    Photos: upToThree,
    Website: text,
    Birthdate: text,
    Roles: oneElement,
    Extensions: structure,
  },
  answer({ world, now }, input) {
    assertIdentityStore(world, input.IdentityStoreId);
    const { IdentityStoreId, UserName, Extensions: _notKept, ...attributes } = input;
    // The model leaves these optional; the service does not.
    if (!UserName || !attributes.DisplayName || !attributes.Name?.GivenName || !attributes.Name.FamilyName)
      throw invalid("UserName, DisplayName, Name.GivenName and Name.FamilyName are required.");
    if (world.users.count("userName", UserName.toLowerCase()) > 0) throw conflict("Duplicate UserName");
    const at = now.toISOString();
    const id = madeUuid(world.ids.seed, "new-user", nextNumber(world));
    world.users.put({
      id,
      userName: UserName,
      status: "ENABLED",
      attributes,
      externalIds: [],
      createdAt: at,
      updatedAt: at,
    });
    return { IdentityStoreId, UserId: id };
  },
});
