import { AwsError } from "../aws/aws-error.ts";
import { readPolicies } from "../organizations/policies/kept-policies.ts";
import type { RoleSessionRow } from "../rows.ts";
import type { World } from "../world.ts";
import { conditionKeys, contextOf } from "./call-context.ts";
import { parsePolicy, type Statement } from "./policy-document.ts";
import { statementApplies } from "./statement-applies.ts";

/** The statements of a service control policy, refused as AWS does and where the simulator would have to guess. */
export const parseServiceControlPolicy = (content: string): Statement[] => {
  const statements = parsePolicy(content, { keys: conditionKeys, withPrincipals: false });
  for (const { effect, resources, conditions } of statements) {
    if (effect === "Deny" && resources.some((one) => one !== "*"))
      throw new AwsError(
        "MalformedPolicyDocumentException",
        "The simulator evaluates service control policies for Resource * only.",
      );
    // AWS allows conditions on Allow by now; with AWS's own policy attached everywhere they never decide anything here.
    if (effect === "Allow" && Object.keys(conditions).length > 0)
      throw new AwsError("MalformedPolicyDocumentException", "The simulator does not evaluate conditions on Allow.");
  }
  return statements;
};

/** The account itself and all it lies in, up to the root. */
const placesOf = (world: World, accountId: string): Set<string> => {
  const places = [accountId];
  for (let at = world.accounts.get(accountId)?.parentId; at !== undefined; at = world.orgUnits.get(at)?.parentId)
    places.push(at);
  return new Set(places);
};

/** Calls that nothing can deny (STS API Reference, GetCallerIdentity: "even if … explicitly denies access"). */
const beyondDenial = new Set(["sts:GetCallerIdentity"]);

/**
 * Whether a service control policy denies this call of a person with role credentials. The management account is beyond them. The policy
 * that allows everything is attached everywhere here, so only denials decide.
 */
export const isDeniedByServiceControl = (world: World, session: RoleSessionRow, action: string): boolean => {
  if (session.accountId === world.ids.managementAccountId || beyondDenial.has(action)) return false;
  const { policies, isEnabled } = readPolicies(world);
  if (!isEnabled) return false;
  const places = placesOf(world, session.accountId);
  const context = contextOf(world, session);
  return policies
    .filter(({ targets }) => targets.some((target) => places.has(target)))
    .flatMap(({ content }) => parseServiceControlPolicy(content))
    .some(
      (statement) => statement.effect === "Deny" && statementApplies(statement, { action, resource: "*", context }),
    );
};
