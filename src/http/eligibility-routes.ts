import { findEligibility } from "../commands/find-eligibility.ts";
import { eligibilityOperation } from "../contract/eligibility.ts";
import { pageLimits } from "../contract/page.ts";
import type { AppContext } from "./app-context.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveEligibility = (api: Api, context: AppContext): void => {
  serve(api, eligibilityOperation, async ({ query, caller, holds }) => {
    const { account: accountIds, ...rest } = query;
    const asked = { ...rest, accountIds, limit: query.limit ?? pageLimits.usual };
    const page = await findEligibility(context, { caller, query: asked });
    const abilities = { request: holds("requests:write") };
    return {
      ...page,
      items: page.items.map(({ roles, ...account }) => ({ ...account, permissionSets: roles, abilities })),
    };
  });
};
