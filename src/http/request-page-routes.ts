import { Hono } from "hono";
import { html } from "hono/html";
import { getRequest } from "../commands/find-requests.ts";
import { Refusal } from "../core/refusal.ts";
import { findRequestTimeline } from "../store/audit-search.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { findNames } from "./find-names.ts";
import { limitCalls } from "./limits.ts";
import { page } from "./page.ts";
import { requestPage } from "./request-page.ts";
import { signInFirst } from "./sign-in-first.ts";

const missingPage = (signedInAs: string) =>
  page({
    title: "No such request",
    signedInAs,
    body: html`<p>There is no such request, or you may not see it. If somebody sent you the link, ask them which policy names you.</p>`,
  });

/** Where links in mails lead. */
export const requestPageRoutes = (context: AppContext): Hono<AppEnv> =>
  new Hono<AppEnv>().get("/requests/:id", signInFirst(context), limitCalls(context), async (c) => {
    const { caller, person } = c.var;
    c.header("cache-control", "no-store");
    const shown = await getRequest(context, { caller, requestId: c.req.param("id") }).catch((problem) => {
      if (problem instanceof Refusal && problem.kind === "not-found") return undefined;
      throw problem;
    });
    if (!shown) return c.html(missingPage(person.displayName), 404);
    // Refused attempts of others are for auditors; they read them in the audit log.
    const timeline = (await findRequestTimeline(context.db, shown.request.id)).filter(
      ({ action }) => !action.endsWith("refused"),
    );
    const names = await findNames(context.db, {
      personIds: timeline.map(({ actor }) => (actor.kind === "person" ? actor.id : null)),
      accountIds: timeline.flatMap(({ accountId }) => accountId ?? []),
    });
    return c.html(requestPage({ shown, timeline, names, signedInAs: person.displayName }));
  });
