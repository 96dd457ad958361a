import { html, type Markup } from "../html.ts";
import type { UserRow } from "../rows.ts";
import type { WebReply, WebRequest } from "../web.ts";
import type { World } from "../world.ts";
import { portalPage } from "./page.ts";
import { displayNameOf, emailOf } from "./person.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply } from "./reply.ts";

const shownAtOnce = 100;
const groupsShown = 8;

export type SignInFields = { next: string; search?: string; problem?: string; status?: number };

/** The list of people one can sign in as; `next` is where the sign-in leads. */
export const signInPage = ({ world }: PortalContext, fields: SignInFields): WebReply => {
  const search = fields.search ?? "";
  const found = world.users.all().filter((user) => matches(user, search.trim().toLowerCase()));
  const people = found.sort((a, b) => (a.userName < b.userName ? -1 : 1)).slice(0, shownAtOnce);
  const content = html`
${fields.problem !== undefined && html`<p role="alert">${fields.problem}</p>`}
<p>This is a simulation: choose anyone to sign in as. No password is asked.</p>
<form method="get" action="/portal/sign-in" role="search" class="card">
  <input type="hidden" name="next" value="${fields.next}">
  <label for="q">Search people</label> <input id="q" name="q" value="${search}" autocomplete="off"> <button>Search</button>
</form>
<p class="quiet">${found.length} of ${world.users.size} people${found.length > shownAtOnce && html`, the first ${shownAtOnce} shown`}</p>
<ul class="plain">${people.map((user) => personItem(user, groupsOf(world, user), fields.next))}</ul>`;
  return pageReply(fields.status ?? 200, portalPage({ title: "Sign in", content }));
};

/** `GET /portal/sign-in`: the same list, searched, on the way to somewhere. */
export const answerSignInPage = (context: PortalContext, request: WebRequest): WebReply =>
  signInPage(context, {
    next: request.url.searchParams.get("next") ?? "/portal",
    search: request.url.searchParams.get("q") ?? "",
  });

// Who is in which group is what one wants to know before being somebody.
const groupsOf = (world: World, user: UserRow): string =>
  world.memberships
    .where("user", user.id)
    .map(({ groupId }) => world.groups.get(groupId)?.displayName ?? groupId)
    .slice(0, groupsShown)
    .join(", ");

const matches = (user: UserRow, search: string): boolean =>
  search === "" ||
  [user.userName, displayNameOf(user), emailOf(user) ?? "", user.attributes.Title ?? ""].some((text) =>
    text.toLowerCase().includes(search),
  );

const personItem = (user: UserRow, groups: string, next: string): Markup => html`<li class="card row">
  <span><strong>${displayNameOf(user)}</strong> <code>${user.userName}</code><br>
  <span class="quiet">${user.attributes.Title} ${emailOf(user) ?? "no e-mail"}${user.status === "DISABLED" && " · disabled"}${groups !== "" && html`<br>${groups}`}</span></span>
  <form method="post" action="/portal/sign-in">
    <input type="hidden" name="next" value="${next}">
    <button name="userName" value="${user.userName}" aria-label="Sign in as ${displayNameOf(user)}">Sign in</button>
  </form>
</li>`;
