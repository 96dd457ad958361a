import { AwsError } from "../../aws/aws-error.ts";
import type { Call } from "../../aws/operation.ts";
import { parsePolicy, type Statement } from "../../policies/policy-document.ts";
import { statementApplies } from "../../policies/statement-applies.ts";
import { arnOf } from "../present.ts";
import { readPolicies } from "./kept-policies.ts";

/** The statements of a delegation policy, refused where the simulator would have to guess. */
export const parseDelegation = (content: string): Statement[] =>
  parsePolicy(content, { keys: ["organizations:policytype"], withPrincipals: true });

const denied = ({ caller }: Call, action: string) =>
  new AwsError(
    "AccessDeniedException",
    `User: ${caller.arn} is not authorized to perform: organizations:${action} because no resource-based policy allows the organizations:${action} action`,
  );

/** For what only the management account may do. */
export const assertManagement = (call: Call, action: string): void => {
  if (call.caller.kind !== "management") throw denied(call, action);
};

/**
 * Changing policies is for the management account, and for accounts to which the organisation's resource policy delegates it: every
 * thing the call is about must be allowed.
 */
export const assertMayManage = (call: Call, action: string, resources: readonly string[]): void => {
  const { world, caller } = call;
  if (caller.kind === "management") return;
  const { resourcePolicy } = readPolicies(world);
  const statements = (resourcePolicy === null ? [] : parseDelegation(resourcePolicy)).filter(({ principals }) =>
    principals.some((one) => one === "*" || one === caller.accountId),
  );
  const context = { "organizations:policytype": "SERVICE_CONTROL_POLICY" };
  const says = (effect: Statement["effect"], resource: string) =>
    statements.some(
      (one) => one.effect === effect && statementApplies(one, { action: `organizations:${action}`, resource, context }),
    );
  const isAllowed = resources.every((resource) => says("Allow", resource) && !says("Deny", resource));
  if (!isAllowed) throw denied(call, action);
};

export const policyArn = (call: Call, id: string): string =>
  arnOf(call.world, "policy", `service_control_policy/${id}`);
