import { CloudError } from "../../../core/identity-center.ts";
import { type BudgetedService, type Pace, unpaced } from "../../../core/pace.ts";
import type { AwsClients } from "../clients.ts";
import { isDenied, toCloudError } from "../errors.ts";
import { identityCenterTrials } from "./identity-center-trials.ts";
import { identityStoreTrials } from "./identity-store-trials.ts";
import { organisationTrials } from "./organisation-trials.ts";
import type { Known, Trial } from "./trial.ts";

export type Right = { action: string; allowed: boolean | "unknown"; words: string };

/** In an order in which each learns what the next asks about. */
const trials: readonly Trial[] = [...organisationTrials, ...identityCenterTrials, ...identityStoreTrials];

export const triedActions: readonly string[] = trials.map(({ action }) => action);

const budgetOf = (action: string): BudgetedService => {
  if (action.startsWith("sso:")) return "sso-admin";
  return action.startsWith("identitystore:") ? "identitystore" : "organizations";
};

/** Refused for want of a right is a no; an answer, or that there is no such thing, is a yes; anything else tells nothing. */
const rightAfter = (action: string, error: unknown): Right => {
  const problem = error instanceof CloudError ? error : toCloudError(error, action);
  const words = problem.message;
  if (isDenied(problem)) return { action, allowed: false, words };
  return { action, allowed: problem.problem === "not-found" ? true : "unknown", words };
};

/** Makes the harmless call of each of these actions, one after the other. */
export const tryReads = async (
  clients: AwsClients,
  facts: { actions: readonly string[]; known: Known; signal: AbortSignal; pace?: Pace },
): Promise<Right[]> => {
  const { signal, pace = unpaced } = facts;
  let known = facts.known;
  const rights: Right[] = [];
  for (const { action, ask } of trials) {
    if (!facts.actions.includes(action)) continue;
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
      signal.throwIfAborted();
      rights.push(rightAfter(action, error));
    }
  }
  return rights;
};
