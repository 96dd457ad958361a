import { endGrant } from "../commands/end-grant.ts";
import { findGrantFilterValues } from "../commands/find-filter-values.ts";
import { findGrants, getGrant } from "../commands/find-grants.ts";
import type { SeenGrant } from "../commands/see-grants.ts";
import { grantOperations as operations } from "../contract/grant-operations.ts";
import { grant } from "../contract/grants.ts";
import type { ReadPage } from "./all-pages.ts";
import type { AppContext } from "./app-context.ts";
import { csvExport } from "./csv-export.ts";
import { grantsCsv } from "./grants-csv.ts";
import { jsonExport } from "./json-export.ts";
import { listQuery } from "./list-query.ts";
import { presentGrant } from "./present-grant.ts";
import { refreshAuthority } from "./refresh-authority.ts";
import { type Api, serve } from "./serve-operation.ts";

export const serveGrants = (api: Api, context: AppContext): void => {
  const refreshes = refreshAuthority(context, "go-on");

  serve(api, operations.list, async ({ query, caller, holds }) => {
    const { view, activeFrom, activeTo, sort } = query;
    const page = await findGrants(context, {
      caller,
      query: { ...listQuery(query), view, activeFrom, activeTo, sort },
    });
    return { ...page, items: page.items.map((seen) => presentGrant(seen, holds)) };
  });

  serve(api, operations.export, ({ query, caller, c }) => {
    const { view, activeFrom, activeTo, sort } = query;
    const read: ReadPage<SeenGrant> = (page) =>
      findGrants(context, { caller, query: { ...listQuery(query), ...page, view, activeFrom, activeTo, sort } });
    return csvExport({ context, c }, { table: grantsCsv, read });
  });

  serve(api, operations.exportJson, ({ query, caller, holds, c }) => {
    const { view, activeFrom, activeTo, sort } = query;
    const rows = {
      fileName: "stint-grants.json",
      shape: grant,
      present: (seen: SeenGrant) => presentGrant(seen, holds),
    };
    const read: ReadPage<SeenGrant> = (page) =>
      findGrants(context, { caller, query: { ...listQuery(query), ...page, view, activeFrom, activeTo, sort } });
    return jsonExport({ context, c }, { rows, read });
  });

  serve(api, operations.filterValues, async ({ query, caller }) => {
    const { view, field, search = "" } = query;
    const values = await findGrantFilterValues(context, { caller, view, field, search });
    return { items: values.map((value) => ({ ...value, abilities: {} })) };
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
};
