import type { CreatePermissionSetRequest, CreatePermissionSetResponse } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import { nextNumber } from "../made-id.ts";
import type { PermissionSetRow } from "../rows.ts";
import { madePermissionSetArn } from "../seed/organisation-ids.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { presentPermissionSet } from "./describe-permission-set.ts";
import { description, instanceArn, permissionSetName, relayState, sessionDuration, tags } from "./input-rules.ts";
import { assertInstance } from "./known-things.ts";
import { assertSessionDuration } from "./session-duration.ts";
import { tagRows } from "./tag-rows.ts";

export const createPermissionSet = ssoAdminOperation<CreatePermissionSetRequest, CreatePermissionSetResponse>({
  name: "CreatePermissionSet",
  rules: {
    Name: permissionSetName,
    Description: description,
    InstanceArn: instanceArn,
    SessionDuration: sessionDuration,
    RelayState: relayState,
    Tags: tags,
  },
  answer({ world, now }, input) {
    assertInstance(world, input.InstanceArn);
    const duration = input.SessionDuration ?? "PT1H";
    assertSessionDuration(duration);
    if (world.permissionSets.count("name", input.Name) > 0)
      throw new AwsError("ConflictException", `PermissionSet with name ${input.Name} already exists.`);
    const row: PermissionSetRow = {
      arn: madePermissionSetArn(world.ids.instanceArn, world.ids.seed, `new ${nextNumber(world)}`),
      name: input.Name,
      sessionDuration: duration,
      ...(input.Description === undefined ? {} : { description: input.Description }),
      ...(input.RelayState === undefined ? {} : { relayState: input.RelayState }),
      createdAt: now.toISOString(),
      managedPolicyArns: [],
      inlinePolicy: "",
      tags: tagRows(input.Tags ?? []),
      version: 1,
    };
    world.permissionSets.put(row);
    return { PermissionSet: presentPermissionSet(row) };
  },
});
