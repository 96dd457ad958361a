import { html } from "hono/html";
import { page } from "./page.ts";

/** Instead of the console, where it was not built. */
export const notBuiltPage = (signedInAs: string) =>
  page({
    title: "The console is not built",
    signedInAs,
    body: html`<p>Build it with <code>npm ci</code> and <code>npm run build:web</code>, and start Stint again.
The API works without it: <a href="/api/openapi.json">its description</a>, <a href="/api/v1/me">who I am to Stint</a>.</p>`,
  });
