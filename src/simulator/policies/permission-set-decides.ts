import type { RoleSessionRow } from "../rows.ts";
import type { World } from "../world.ts";
import { conditionKeys, contextOf } from "./call-context.ts";
import { managedPolicy } from "./managed-policies.ts";
import { parsePolicy, type Statement } from "./policy-document.ts";
import { statementApplies } from "./statement-applies.ts";

export type Asked = { action: string; resources: readonly string[] };

/** An inline policy that cannot be evaluated denies everything: parsing it has said so on standard error. */
const inlineStatements = (content: string): readonly Statement[] | "beyond us" => {
  if (content === "") return [];
  try {
    return parsePolicy(content, { keys: conditionKeys, withPrincipals: false });
  } catch {
    return "beyond us";
  }
};

/** What the role's own policies say of the call: an explicit deny wins, and every resource must be allowed. */
export const permissionSetDecides = (
  world: World,
  session: RoleSessionRow,
  { action, resources }: Asked,
): "allow" | "explicit deny" | "no allow" => {
  const permissionSet = world.permissionSets.get(session.permissionSetArn);
  if (!permissionSet) return "no allow";
  const inline = inlineStatements(permissionSet.inlinePolicy);
  if (inline === "beyond us") return "no allow";
  const statements = [...permissionSet.managedPolicyArns.flatMap(managedPolicy), ...inline];
  const context = contextOf(world, session);
  const named = resources.length > 0 ? resources : ["*"];
  const says = (effect: Statement["effect"], resource: string) =>
    statements.some((one) => one.effect === effect && statementApplies(one, { action, resource, context }));
  if (named.some((resource) => says("Deny", resource))) return "explicit deny";
  return named.every((resource) => says("Allow", resource)) ? "allow" : "no allow";
};
