import { html } from "hono/html";
import { page } from "./page.ts";

const personaWords = {
  requester: "may ask for access",
  approver: "may approve access",
  auditor: "may read everything",
  admin: "may change policies and settings",
} as const;

type Who = { displayName: string; personas: Record<keyof typeof personaWords, boolean> };

/** What `/` shows: who is signed in, the way to the access portal, and the API. */
export const homePage = (facts: { who: Who | undefined; portalUrl: string | null; version: string }) => {
  const { who, portalUrl } = facts;
  const words = Object.entries(personaWords).filter(([name]) => who?.personas[name as keyof typeof personaWords]);
  return page({
    title: "Temporary elevated access",
    signedInAs: who?.displayName,
    body: html`${
      who
        ? html`<p>You ${words.map(([, text]) => text).join(", ")}.</p>`
        : html`<p>Open Stint from its tile in the access portal, or <a href="/auth/saml/login">sign in</a>.</p>`
    }
<ul>
${portalUrl ? html`<li><a href="${portalUrl}">AWS access portal</a></li>` : ""}
<li><a href="/api/openapi.json">API description (OpenAPI 3.1)</a></li>
${
  who
    ? html`<li><a href="/api/v1/me">Who I am to Stint</a></li>
<li><a href="/api/v1/eligibility">What I may ask for</a></li>
<li><a href="/api/v1/requests?view=mine">My requests</a></li>
<li><a href="/api/v1/requests?view=to-decide">Requests I may decide</a></li>`
    : ""
}
</ul>
<p><small>Stint ${facts.version}</small></p>`,
  });
};
