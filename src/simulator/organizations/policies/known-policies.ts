import type { Policy, PolicySummary, PolicyTargetSummary } from "@aws-sdk/client-organizations";
import { AwsError } from "../../aws/aws-error.ts";
import type { World } from "../../world.ts";
import { arnOf } from "../present.ts";
import { type PolicyRow, readPolicies } from "./kept-policies.ts";

/** AWS's own policy, attached to everything there is. */
export const fullAccess: PolicySummary = {
  Id: "p-FullAWSAccess",
  Arn: "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess",
  Name: "FullAWSAccess",
  Description: "Allows access to every operation",
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: true,
};

export const fullAccessContent =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';

export const getPolicy = (world: World, id: string): PolicyRow => {
  const row = readPolicies(world).policies.find((one) => one.id === id);
  if (!row)
    throw new AwsError("PolicyNotFoundException", "We can't find a policy with the PolicyId that you specified.");
  return row;
};

/** AWS's own cannot be changed. */
export const getOwnPolicy = (world: World, id: string): PolicyRow => {
  if (id === fullAccess.Id)
    throw new AwsError("InvalidInputException", "You can't modify an AWS managed policy.", {
      Reason: "IMMUTABLE_POLICY",
    });
  return getPolicy(world, id);
};

export const presentSummary = (world: World, row: PolicyRow): PolicySummary => ({
  Id: row.id,
  Arn: arnOf(world, "policy", `service_control_policy/${row.id}`),
  Name: row.name,
  Description: row.description,
  Type: "SERVICE_CONTROL_POLICY",
  AwsManaged: false,
});

export const presentPolicy = (world: World, row: PolicyRow): Policy => ({
  PolicySummary: presentSummary(world, row),
  Content: row.content,
});

/** The root, a unit or an account; throws when there is none with this id. */
export const getTarget = (world: World, id: string): PolicyTargetSummary => {
  if (id === world.ids.rootId) return { TargetId: id, Arn: arnOf(world, "root", id), Name: "Root", Type: "ROOT" };
  const unit = world.orgUnits.get(id);
  if (unit) return { TargetId: id, Arn: arnOf(world, "ou", id), Name: unit.name, Type: "ORGANIZATIONAL_UNIT" };
  const account = world.accounts.get(id);
  if (account) return { TargetId: id, Arn: arnOf(world, "account", id), Name: account.name, Type: "ACCOUNT" };
  throw new AwsError(
    "TargetNotFoundException",
    "We can't find a root, OU, account, or policy with the TargetId that you specified.",
  );
};

/** The size, the name, and what is in it, as AWS looks at them. */
export const assertWritable = (world: World, facts: { id?: string; name: string; content: string }): void => {
  if (facts.content.length > 5_120)
    throw new AwsError("ConstraintViolationException", "You have exceeded the maximum policy size.", {
      Reason: "POLICY_CONTENT_LIMIT_EXCEEDED",
    });
  const names = readPolicies(world)
    .policies.filter(({ id }) => id !== facts.id)
    .map(({ name }) => name);
  if ([...names, fullAccess.Name].includes(facts.name))
    throw new AwsError("DuplicatePolicyException", "A policy with the same name and type already exists.");
};
