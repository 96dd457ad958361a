import type { ProvisionPermissionSetRequest, ProvisionPermissionSetResponse } from "@aws-sdk/client-sso-admin";
import { AwsError } from "../aws/aws-error.ts";
import type { Call } from "../aws/operation.ts";
import { madeUuid, nextNumber } from "../made-id.ts";
import { pairKey } from "../world.ts";
import { assertPermissionSetManageable } from "./assert-manageable.ts";
import { ssoAdminOperation } from "./define-operation.ts";
import { accountId, instanceArn, permissionSetArn } from "./input-rules.ts";
import { getPermissionSet } from "./known-things.ts";
import { operationDurationMs } from "./operation-duration.ts";
import { presentProvisioningOperation } from "./present-provisioning-operation.ts";

/** The accounts whose role is to be brought up to date; only where the permission set is provisioned already. */
const targetsOf = ({ world }: Call, arn: string, targetId: string | undefined): string[] => {
  if (targetId === undefined) return world.provisioned.where("permissionSet", arn).map((role) => role.accountId);
  if (world.provisioned.has(pairKey(targetId, arn))) return [targetId];
  throw new AwsError("ResourceNotFoundException", `${arn} is not provisioned in account ${targetId}`);
};

export const provisionPermissionSet = ssoAdminOperation<ProvisionPermissionSetRequest, ProvisionPermissionSetResponse>({
  name: "ProvisionPermissionSet",
  rules: {
    InstanceArn: instanceArn,
    PermissionSetArn: permissionSetArn,
    TargetId: { ...accountId, required: false },
    TargetType: { required: true, type: "string", oneOf: ["AWS_ACCOUNT", "ALL_PROVISIONED_ACCOUNTS"] },
  },
  answer(call, input) {
    const { world, now } = call;
    const { arn } = getPermissionSet(world, input.InstanceArn, input.PermissionSetArn);
    assertPermissionSetManageable(call, "ProvisionPermissionSet", arn);
    const isOneAccount = input.TargetType === "AWS_ACCOUNT";
    if (isOneAccount !== (input.TargetId !== undefined))
      throw new AwsError("ValidationException", "TargetId goes with the target type AWS_ACCOUNT, and only with it.");
    const requestId = madeUuid(world.ids.seed, "provisioning-operation", nextNumber(world));
    const operation = {
      requestId,
      permissionSetArn: arn,
      accountIds: targetsOf(call, arn, input.TargetId),
      accountId: input.TargetId ?? null,
      status: "IN_PROGRESS" as const,
      failureReason: null,
      createdAt: now.toISOString(),
      dueAt: new Date(now.getTime() + operationDurationMs(call, requestId)).toISOString(),
    };
    world.provisioningOperations.put(operation);
    return { PermissionSetProvisioningStatus: presentProvisioningOperation(operation) };
  },
});
