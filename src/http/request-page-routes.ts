import { Hono } from "hono";
import { getRequest } from "../commands/find-requests.ts";
import { findRequestTimeline } from "../store/audit-search.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { findNames } from "./find-names.ts";
import { limitCalls } from "./limits.ts";
import { requestPage } from "./request-page.ts";
import { signInFirst } from "./sign-in-first.ts";

/** Where links in mails lead. */
export const requestPageRoutes = (context: AppContext): Hono<AppEnv> =>
  new Hono<AppEnv>().get("/requests/:id", signInFirst(context), limitCalls(context), async (c) => {
    const { caller, person } = c.var;
    const shown = await getRequest(context, { caller, requestId: c.req.param("id") });
    // Refused attempts of others are for auditors; they read them in the audit log.
    const timeline = (await findRequestTimeline(context.db, shown.request.id)).filter(
      ({ action }) => !action.endsWith("refused"),
    );
    const names = await findNames(context.db, {
      personIds: timeline.map(({ actor }) => (actor.kind === "person" ? actor.id : null)),
      accountIds: timeline.flatMap(({ accountId }) => accountId ?? []),
    });
    c.header("cache-control", "no-store");
    return c.html(requestPage({ shown, timeline, names, signedInAs: person.displayName }));
  });
