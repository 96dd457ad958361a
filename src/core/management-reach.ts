import type { Deployment } from "./directory-source.ts";

/**
 * Whether AWS keeps the management account, and what is provisioned in it, from us: it does unless we run in that very account.
 * Before the first sync nothing is known, and nothing can be asked for either.
 */
export const managementIsOutOfReach = (deployment: Deployment | undefined): boolean =>
  deployment !== undefined && deployment.callerAccountId !== deployment.managementAccountId;
