import type { UpdatePermissionSetRequest } from "@aws-sdk/client-sso-admin";
import { changePermissionSet } from "./change-permission-set.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { description, instanceArn, permissionSetArn, relayState, sessionDuration } from "./input-rules.ts";
import { assertSessionDuration } from "./session-duration.ts";

/** Changes what is given and leaves the rest. */
export const updatePermissionSet = ssoAdminOperation<UpdatePermissionSetRequest, object>({
  name: "UpdatePermissionSet",
  rules: {
    InstanceArn: instanceArn,
    PermissionSetArn: permissionSetArn,
    Description: description,
    SessionDuration: sessionDuration,
    RelayState: relayState,
  },
  answer(call, input) {
    if (input.SessionDuration !== undefined) assertSessionDuration(input.SessionDuration);
    changePermissionSet(call, {
      action: "UpdatePermissionSet",
      instanceArn: input.InstanceArn,
      permissionSetArn: input.PermissionSetArn,
      change: () => ({
        ...(input.Description === undefined ? {} : { description: input.Description }),
        ...(input.SessionDuration === undefined ? {} : { sessionDuration: input.SessionDuration }),
        ...(input.RelayState === undefined ? {} : { relayState: input.RelayState }),
      }),
    });
    return {};
  },
});
