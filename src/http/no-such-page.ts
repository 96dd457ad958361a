import { html } from "hono/html";
import { page } from "./page.ts";

/** For a person at a browser: an address that leads nowhere, and the way on. */
export const noSuchPage = () =>
  page({
    title: "There is no such page",
    signedInAs: null,
    body: html`<p>Check the address, or <a href="/">go to Stint’s home page</a>.</p>`,
  });
