import { endGrant } from "../commands/end-grant.ts";
import { getAuthority } from "../commands/find-authority.ts";
import { findGrants, getGrant } from "../commands/find-grants.ts";
import { maySeeGrant } from "../commands/may-see-grant.ts";
import { grantOperations as operations } from "../contract/grant-operations.ts";
import { notFound } from "../core/refusal.ts";
import { findGrant } from "../store/grants.ts";
import type { AppContext } from "./app-context.ts";
import { listQuery } from "./list-query.ts";
import { presentGrant } from "./present-grant.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveGrants = (api: Api, context: AppContext): void => {
  const refreshes = refreshAuthority(context, "go-on");

  serve(api, operations.list, async ({ query, caller, holds }) => {
    const page = await findGrants(context, { caller, query: { ...listQuery(query), view: query.view } });
    return { ...page, items: page.items.map((seen) => presentGrant(seen, holds)) };
  });

  serve(api, operations.get, async ({ params, caller, holds }) =>
    presentGrant(await getGrant(context, { caller, grantId: params.id }), holds),
  );

  serve(api, operations.end, async ({ params, body, caller, holds, c }) => {
    await refreshes(c, async () => undefined);
    // Ending must always work: an admin ends by what the mirror knows, however old.
    const { groupsAreStale: _, ...ender } = caller;
    await endGrant(context, { caller: ender, grantId: params.id, comment: body.comment });
    return presentGrant(await getGrant(context, { caller: ender, grantId: params.id }), holds);
  });

  serve(api, operations.activity, async ({ params, caller }) => {
    const grant = await findGrant(context.db, params.id);
    const authority = await getAuthority(context.db, caller);
    // Being admin alone shows nobody's activity.
    const maySee = grant && (await maySeeGrant(context.db, { ...authority, isAdmin: false }, grant));
    if (!maySee) throw notFound("grant");
    const message = "No source of session activity is configured, so Stint cannot tell what was done with this access.";
    return { items: [], source: { configured: false, message }, abilities: {} };
  });
};
