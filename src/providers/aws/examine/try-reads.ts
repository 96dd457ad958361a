import { CloudError } from "../../../core/identity-center.ts";
import { type BudgetedService, type Pace, unpaced } from "../../../core/pace.ts";
import type { AwsClients } from "../clients.ts";
import { isDenied, toCloudError } from "../errors.ts";
import { identityCenterTrials } from "./identity-center-trials.ts";
import { identityStoreTrials } from "./identity-store-trials.ts";
import { organisationTrials } from "./organisation-trials.ts";
import type { Known, Trial } from "./trial.ts";

/** `isNarrowed`: it is there for some of what it was asked about, and patterns alone were refused. */
export type Right = { action: string; allowed: boolean | "unknown"; words: string; isNarrowed?: true };

/** In an order in which each learns what the next asks about. */
const trials: readonly Trial[] = [...organisationTrials, ...identityCenterTrials, ...identityStoreTrials];

export const triedActions: readonly string[] = trials.map(({ action }) => action);

const budgetOf = (action: string): BudgetedService => {
  if (action.startsWith("sso:")) return "sso-admin";
  return action.startsWith("identitystore:") ? "identitystore" : "organizations";
};

/** Services that are encrypted with a key of the customer's say so beside the name of the error: what is "not found" may be the key. */
const reasonOf = ({ cause }: CloudError): string =>
  cause instanceof Error && "Reason" in cause ? String(cause.Reason) : "";

/** Refused for want of a right is a no; an answer, or that there is no such thing, is a yes; anything else tells nothing. */
const rightAfter = (action: string, error: unknown): Right => {
  const problem = error instanceof CloudError ? error : toCloudError(error, action);
  const words = problem.message;
  if (isDenied(problem)) return { action, allowed: false, words };
  const reason = reasonOf(problem);
  if (reason.startsWith("KMS_"))
    return { action, allowed: /Throttl/i.test(reason) ? "unknown" : false, words: `${words} (${reason})` };
  return { action, allowed: problem.problem === "not-found" ? true : "unknown", words };
};

/** Makes the harmless call of each of these actions, one after the other. What was not tried in time stays unknown; the others are kept. */
export const tryReads = async (
  clients: AwsClients,
  facts: { actions: readonly string[]; known: Known; signal: AbortSignal; pace?: Pace },
): Promise<Right[]> => {
  const { signal, pace = unpaced } = facts;
  let known = facts.known;
  const rights: Right[] = [];
  for (const { action, ask } of trials) {
    if (!facts.actions.includes(action)) continue;
    if (signal.aborted) {
      rights.push({ action, allowed: "unknown", words: "there was no time left to try it" });
      continue;
    }
    const asked = async () => {
      await pace(budgetOf(action), "sync", signal);
      return ask(clients, known, { abortSignal: signal });
    };
    try {
      const learnt = await asked();
      known = { ...known, ...learnt };
      rights.push(
        learnt
          ? { action, allowed: true, words: "" }
          : { action, allowed: "unknown", words: "there was nothing to ask about" },
      );
    } catch (error) {
      rights.push(rightAfter(action, error));
    }
  }
  return rights;
};
