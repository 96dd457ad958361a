import { GetRoleCommand, type IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { call, present } from "../call.ts";
import type { Right } from "./try-reads.ts";

/**
 * The ARN that IAM knows a caller by. A session's ARN leaves out the path of its role, so the role is asked for; whoever may not ask
 * is taken to have none (IAM User Guide, "IAM identifiers").
 */
const principalOf = async (client: IAMClient, callerArn: string, signal: AbortSignal): Promise<string> => {
  const [, partition, accountId, roleName] = /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(callerArn) ?? [];
  if (!roleName) return callerArn;
  const plain = `arn:${partition}:iam::${accountId}:role/${roleName}`;
  const asked = client.send(new GetRoleCommand({ RoleName: roleName }), { abortSignal: signal });
  return (await asked.catch(() => undefined))?.Role?.Arn ?? plain;
};

/** What IAM's policy simulator says of actions that nothing harmless can try. It knows identity policies and those of the organisation. */
export const simulateRights = async (
  client: IAMClient,
  asked: {
    callerArn: string;
    wanted: readonly { action: string; resources: readonly string[] }[];
    signal: AbortSignal;
  },
): Promise<Right[]> => {
  const { signal } = asked;
  const PolicySourceArn = await principalOf(client, asked.callerArn, signal);
  const rights: Right[] = [];
  for (const { action, resources } of asked.wanted) {
    const input = { PolicySourceArn, ActionNames: [action], ResourceArns: [...resources] };
    const operation = "SimulatePrincipalPolicy";
    const answer = await call(operation, () =>
      client.send(new SimulatePrincipalPolicyCommand(input), { abortSignal: signal }),
    );
    const results = present(answer.EvaluationResults, operation, "results");
    const refused = results.find((result) => result.EvalDecision !== "allowed");
    rights.push({
      action,
      allowed: results.length > 0 && !refused,
      words: refused ? `${refused.EvalDecision} on ${refused.EvalResourceName ?? "any resource"}` : "",
    });
  }
  return rights;
};
