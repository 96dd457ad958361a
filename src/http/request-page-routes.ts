import { Hono } from "hono";
import { notFound } from "../core/refusal.ts";
import { findRequestTimeline } from "../store/audit-search.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { findNames } from "./find-names.ts";
import { findShownRequest } from "./find-shown-request.ts";
import { limitCalls } from "./limits.ts";
import { mentionedInRequests } from "./present-request.ts";
import { requestPage } from "./request-page.ts";
import { signInFirst } from "./sign-in-first.ts";

/** Where links in mails lead. */
export const requestPageRoutes = (context: AppContext): Hono<AppEnv> =>
  new Hono<AppEnv>().get("/requests/:id", signInFirst(context), limitCalls(context), async (c) => {
    const { caller, person } = c.var;
    const shown = await findShownRequest(context, { id: c.req.param("id"), caller, holds: () => true });
    if (!shown) throw notFound("request");
    // Refused attempts of others are for auditors; they read them in the audit log.
    const timeline = (await findRequestTimeline(context.db, shown.request.id)).filter(
      ({ action }) => !action.endsWith("refused"),
    );
    const mentioned = mentionedInRequests([shown]);
    const actors = timeline.map(({ actor }) => (actor.kind === "person" ? actor.id : null));
    const names = await findNames(context.db, { ...mentioned, personIds: [...mentioned.personIds, ...actors] });
    c.header("cache-control", "no-store");
    return c.html(requestPage({ shown, timeline, names, signedInAs: person.displayName }));
  });
