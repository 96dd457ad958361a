import {
  type EvaluationResult,
  GetRoleCommand,
  type IAMClient,
  SimulatePrincipalPolicyCommand,
} from "@aws-sdk/client-iam";
import { CloudError } from "../../../core/identity-center.ts";
import { call, present } from "../call.ts";
import { isDenied } from "../errors.ts";
import type { Right } from "./try-reads.ts";

/** Actions on resources, with what a call brings along that a condition may ask for. */
export type Simulated = {
  actions: readonly string[];
  resources: readonly string[];
  context?: Readonly<Record<string, string>>;
};

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

type Verdict = { resource: string; decision: string };

/** Of several resources AWS tells in the result, or in the results of each within it (IAM API Reference, EvaluationResult). */
const verdictsOf = (result: EvaluationResult): Verdict[] => {
  const each = result.ResourceSpecificResults ?? [];
  if (each.length === 0)
    return [{ resource: result.EvalResourceName ?? "any resource", decision: result.EvalDecision ?? "no decision" }];
  return each.map((one) => ({
    resource: one.EvalResourceName ?? "any resource",
    decision: one.EvalResourceDecision ?? "no decision",
  }));
};

const judge = (action: string, verdicts: readonly Verdict[]): Right => {
  const refused = verdicts.filter(({ decision }) => decision !== "allowed");
  const [first] = refused;
  if (verdicts.length === 0) return { action, allowed: "unknown", words: "IAM's policy simulator did not tell" };
  if (!first) return { action, allowed: true, words: "" };
  // A pattern is refused where a policy names some of what it stands for; where nothing at all is allowed, the right is not there.
  const isNarrowed =
    refused.length < verdicts.length &&
    refused.every(({ resource, decision }) => decision === "implicitDeny" && resource.endsWith("/*"));
  return {
    action,
    allowed: false,
    words: `${first.decision} on ${first.resource}`,
    ...(isNarrowed ? { isNarrowed } : {}),
  };
};

const simulate = async (
  client: IAMClient,
  { actions, resources, context = {} }: Simulated,
  { principal, signal }: { principal: string; signal: AbortSignal },
): Promise<Right[]> => {
  const operation = "SimulatePrincipalPolicy";
  const verdicts = new Map<string, Verdict[]>(actions.map((action) => [action.toLowerCase(), []]));
  let Marker: string | undefined;
  do {
    const input = {
      PolicySourceArn: principal,
      ActionNames: [...actions],
      ResourceArns: [...resources],
      ContextEntries: Object.entries(context).map(([ContextKeyName, value]) => ({
        ContextKeyName,
        ContextKeyValues: [value],
        ContextKeyType: "string" as const,
      })),
      Marker,
    };
    const answer = await call(operation, () =>
      client.send(new SimulatePrincipalPolicyCommand(input), { abortSignal: signal }),
    );
    for (const result of present(answer.EvaluationResults, operation, "results"))
      verdicts.get((result.EvalActionName ?? "").toLowerCase())?.push(...verdictsOf(result));
    Marker = answer.IsTruncated ? answer.Marker : undefined;
  } while (Marker);
  return actions.map((action) => judge(action, verdicts.get(action.toLowerCase()) ?? []));
};

const unknown = ({ actions }: Simulated, words: string): Right[] =>
  actions.map((action) => ({
    action,
    allowed: "unknown",
    words: `nothing harmless shows it, and IAM's policy simulator ${words}`,
  }));

const mayNotBeAsked = "may not be asked (stint doctor --iam-policies doctor)";

/**
 * What IAM's policy simulator says of actions that nothing harmless can try. It knows identity policies and those of the organisation.
 * What it does not tell, or not in time, stays unknown; what it told before that is kept.
 */
export const simulateRights = async (
  client: IAMClient,
  asked: { callerArn: string; wanted: readonly Simulated[]; signal: AbortSignal },
): Promise<Right[]> => {
  const { wanted, signal } = asked;
  const principal = await principalOf(client, asked.callerArn, signal);
  const rights: Right[] = [];
  let isClosed = false;
  for (const one of wanted) {
    if (isClosed || signal.aborted) {
      rights.push(...unknown(one, isClosed ? mayNotBeAsked : "was not asked: there was no time left"));
      continue;
    }
    try {
      rights.push(...(await simulate(client, one, { principal, signal })));
    } catch (problem) {
      isClosed = problem instanceof CloudError && isDenied(problem);
      rights.push(...unknown(one, isClosed ? mayNotBeAsked : "did not answer"));
    }
  }
  return rights;
};
