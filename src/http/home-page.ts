import { html } from "hono/html";
import { page } from "./page.ts";

/** What `/` shows to who is not signed in: the ways in. */
export const homePage = ({ portalUrl, version }: { portalUrl: string | null; version: string }) =>
  page({
    title: "Temporary elevated access",
    signedInAs: undefined,
    body: html`<p><a href="/auth/login">Sign in</a>, or open Stint from its tile in the access portal.</p>
<ul>
${portalUrl ? html`<li><a href="${portalUrl}">AWS access portal</a></li>` : ""}
<li><a href="/api/openapi.json">API description (OpenAPI 3.1)</a></li>
</ul>
<p><small>Stint ${version}</small></p>`,
  });
