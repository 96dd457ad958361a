import { pageLimits } from "../contract/page.ts";
import { managementIsOutOfReach } from "../core/management-reach.ts";
import type { Db } from "../store/database.ts";
import { findDeployment } from "../store/deployment.ts";

type Asked = { limit?: number | undefined; warnings?: "true" | undefined };

/** What lists of policies are asked by, in the words of the queries. */
export const policyListQuery = async <T extends Asked>(db: Db, { limit, warnings, ...asked }: T) => ({
  ...asked,
  limit: limit ?? pageLimits.usual,
  withWarnings: warnings ? { managementIsOutOfReach: managementIsOutOfReach(await findDeployment(db)) } : undefined,
});
