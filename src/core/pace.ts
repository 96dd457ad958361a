/** The AWS services whose calls are budgeted, each by itself. */
export type BudgetedService = "sso-admin" | "identitystore" | "organizations";

/** Who goes first when the budget is short: ending access before giving it, and both before keeping the directory fresh. */
export type BudgetLane = "end" | "activate" | "sync";

/** Resolves when one call to this service may be made in this lane; rejects once nobody waits any more, as the signal says. */
export type Pace = (service: BudgetedService, lane: BudgetLane, signal?: AbortSignal) => Promise<void>;

export const unpaced: Pace = async () => undefined;
