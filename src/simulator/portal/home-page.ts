import { html, type Markup } from "../html.ts";
import type { UserRow } from "../rows.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { signedInUser } from "./browser-session.ts";
import { type HeldRole, heldRoles } from "./held-roles.ts";
import { portalPage } from "./page.ts";
import { displayNameOf } from "./person.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply } from "./reply.ts";
import { samlApplication } from "./saml-application.ts";
import { signInPage } from "./sign-in-page.ts";

/** `GET /portal`: the applications and the accounts of who is signed in, or the way to sign in. */
export const answerHomePage = (context: PortalContext, request: WebRequest): WebReply => {
  const user = signedInUser(context, request);
  if (user === undefined)
    return signInPage(context, { next: "/portal", search: request.url.searchParams.get("q") ?? "" });
  return pageReply(200, homePage(context, user));
};

const homePage = (context: PortalContext, user: UserRow): Markup => {
  const byAccount = Map.groupBy(heldRoles(context.world, user), ({ account }) => account.id);
  const content = html`
<p>Signed in as ${displayNameOf(user)}.</p>
<h2>Applications</h2>
<ul class="plain tiles"><li><a href="/portal/apps/stint"><strong>${samlApplication(context).name}</strong></a>
<div class="quiet">Customer managed application, SAML 2.0</div></li></ul>
<h2>Accounts (${byAccount.size})</h2>
${byAccount.size === 0 && html`<p>You hold no role in any account now.</p>`}
<ul class="plain">${[...byAccount.values()].map(accountItem)}</ul>`;
  return portalPage({ title: "Your applications and accounts", signedInAs: user.userName, content });
};

const accountItem = (roles: HeldRole[]): Markup => {
  const account = roles[0]?.account;
  return html`<li class="card">
  <h3>${account?.name}</h3>
  <p class="quiet">${account?.id} · ${account?.email}</p>
  <ul class="plain">${roles.map(roleItem)}</ul>
</li>`;
};

const roleItem = ({ account, permissionSet }: HeldRole): Markup => {
  const query = new URLSearchParams({ account_id: account.id, role_name: permissionSet.name });
  const where = `${permissionSet.name} in ${account.name}`;
  return html`<li class="row"><span>${permissionSet.name}</span>
  <a href="/portal/console?${query.toString()}" aria-label="Management console: ${where}">Management console</a>
  <a href="/portal/credentials?${query.toString()}" aria-label="Access keys: ${where}">Access keys</a></li>`;
};
