import { html } from "hono/html";
import { page } from "./page.ts";
import { type Login, loginAddress, type waysIn } from "./ways-in.ts";

/** Where more than one way in is set up. Each is a plain link: nothing runs here. */
export const chooseWayInPage = (ways: ReturnType<typeof waysIn>, login: Login) =>
  page({
    title: "Sign in",
    signedInAs: null,
    body: html`<p>${login.again ? "What you are about to do needs a fresh sign-in. " : ""}Choose where to sign in:</p>
<ul>
${ways.map(({ path, name }) => html`<li><a href="${loginAddress(path, login)}">${name}</a></li>`)}
</ul>`,
  });
