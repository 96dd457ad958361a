import { askForActivity, getGrantOfActivity, summariseActivity } from "../commands/find-activity.ts";
import { grantOperations as operations } from "../contract/grant-operations.ts";
import { pageLimits } from "../contract/page.ts";
import type { ActivityOutcome } from "../core/activity-event.ts";
import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { type ActivityFilters, listEvents } from "../store/activity-events.ts";
import { activityCsv } from "./activity-csv.ts";
import type { AppContext } from "./app-context.ts";
import { csvExport } from "./csv-export.ts";
import { findActivitySource, noTrail } from "./present-activity-source.ts";
import { type Api, serve } from "./serve-operation.ts";

type Asked = {
  outcome?: ActivityOutcome[] | undefined;
  service?: string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
};

const filtersOf = ({ outcome, service, from, to }: Asked): ActivityFilters => ({
  ...{ outcomes: outcome, services: service, from, to },
});

export const serveActivity = (api: Api, context: AppContext): void => {
  const { db, clock } = context;

  serve(api, operations.activity, async ({ params, query, caller }) => {
    const grant = await getGrantOfActivity(db, { caller, grantId: params.id });
    if (!query.cursor) await askForActivity(context, grant);
    const { limit = pageLimits.usual, cursor } = query;
    const page = await listEvents(db, { ...filtersOf(query), grantId: grant.id, limit, cursor });
    return { ...page, source: await findActivitySource(db, { grant, now: clock.now() }), abilities: {} };
  });

  serve(api, operations.activitySummary, async ({ params, query, caller }) => {
    const grant = await getGrantOfActivity(db, { caller, grantId: params.id });
    const { widthMs, ...summary } = await summariseActivity(db, { ...filtersOf(query), grantId: grant.id });
    return { ...summary, stretchSeconds: widthMs / 1_000, abilities: {} };
  });

  serve(api, operations.exportActivity, async ({ params, query, caller, c }) => {
    const grant = await getGrantOfActivity(db, { caller, grantId: params.id });
    const source = await findActivitySource(db, { grant, now: clock.now() });
    if (!source.configured) throw new Refusal("conflict", [refuse("activity.no-source", noTrail)]);
    const filters = { ...filtersOf(query), grantId: grant.id };
    const mayStill = async () => {
      await getGrantOfActivity(db, { caller, grantId: grant.id });
      return true;
    };
    return csvExport(
      { context, c, mayStill },
      { table: activityCsv, read: (page) => listEvents(db, { ...filters, ...page }) },
    );
  });
};
