import type { UserRow } from "../rows.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { closeBrowserSession, openBrowserSession, signedInUser } from "./browser-session.ts";
import type { PortalContext } from "./portal-context.ts";
import { seeOther } from "./reply.ts";
import { signInPage } from "./sign-in-page.ts";

/** `POST /portal/sign-in`: signs in whoever is named, unless nobody is called that or the person is disabled. */
export const answerSignIn = (context: PortalContext, request: WebRequest): WebReply => {
  const form = new URLSearchParams(request.body.toString("utf8"));
  const userName = form.get("userName")?.trim() ?? "";
  const next = safeNext(form.get("next"));
  const user = context.world.users.where("userName", userName.toLowerCase())[0];
  if (user === undefined) {
    return signInPage(context, {
      next,
      status: 401,
      problem: `Nobody is called “${userName}”. Choose a name from the list.`,
    });
  }
  if (user.status === "DISABLED") {
    return signInPage(context, { next, status: 403, problem: `${user.userName} is disabled and cannot sign in.` });
  }
  return seeOther(next, openBrowserSession(context, user));
};

/** `POST /portal/sign-out`: forgets this browser. */
export const answerSignOut = (context: PortalContext, request: WebRequest): WebReply =>
  seeOther("/portal", closeBrowserSession(context, request));

/** Answers for who is signed in; anybody else is asked to sign in first and then comes back to the same address. */
export const forSignedIn =
  (
    context: PortalContext,
    answer: (user: UserRow, request: WebRequest) => WebReply | Promise<WebReply>,
  ): ((request: WebRequest) => WebReply | Promise<WebReply>) =>
  (request) => {
    const user = signedInUser(context, request);
    if (user !== undefined) return answer(user, request);
    return toSignIn(request);
  };

/** To the sign-in page, and from there back to this very address. */
export const toSignIn = (request: WebRequest): WebReply => {
  const next = request.url.pathname + request.url.search;
  return seeOther(`/portal/sign-in?${new URLSearchParams({ next })}`);
};

// Only addresses of the portal itself: anything else would make the sign-in an open redirect.
const safeNext = (next: string | null): string => {
  const here = "http://portal.invalid";
  const url = URL.canParse(next ?? "", here) ? new URL(next ?? "", here) : undefined;
  const ours = url?.origin === here && /^\/(portal|portal\/.*|authorize)$/.test(url.pathname);
  return url !== undefined && ours ? url.pathname + url.search : "/portal";
};
