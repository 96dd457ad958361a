/** The AWS services whose calls are budgeted, each by itself. */
export type BudgetedService = "sso-admin" | "identitystore" | "organizations";

/**
 * Identity Center and the Identity Store answer 20 calls a second to the whole organisation. At 18 no second ever sees more than 20, with
 * two at once or three. Identity Center's third is for the writes: whoever asks which places are free leaves two calls, so that the
 * writes that take two places leave at once. Organizations publishes no figure to rely on; its paging is kept slower.
 */
export const callLimits: Record<BudgetedService, { callsPerSecond: number; atOnce: number }> = {
  "sso-admin": { callsPerSecond: 18, atOnce: 3 },
  identitystore: { callsPerSecond: 18, atOnce: 2 },
  organizations: { callsPerSecond: 9, atOnce: 2 },
};

/** AWS takes ten assignment writes at a time for the whole organisation (IAM Identity Center quotas). */
export const writesAtOnce = 10;

/** Who goes first when the budget is short: emergency stops, then ending access, then giving it, and all before keeping the directory fresh. */
export type BudgetLane = "stop" | "end" | "activate" | "sync";

/** Resolves when one call to this service may be made in this lane; rejects once nobody waits any more, as the signal says. */
export type Pace = (service: BudgetedService, lane: BudgetLane, signal?: AbortSignal) => Promise<void>;

export const unpaced: Pace = async () => undefined;
