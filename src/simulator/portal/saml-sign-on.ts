import { html } from "../html.ts";
import type { UserRow } from "../rows.ts";
import type { WebReply, WebRequest } from "../web.ts";
import { type AuthnRequest, readAuthnRequest } from "./authn-request.ts";
import { signedInAt } from "./browser-session.ts";
import { portalPage } from "./page.ts";
import type { PortalContext } from "./portal-context.ts";
import { pageReply, seeOther } from "./reply.ts";
import { samlAnswerPage } from "./saml-answer.ts";
import { type SamlApplication, samlApplication } from "./saml-application.ts";
import { toSignIn } from "./sign-in.ts";

/** `GET /portal/apps/stint`: the tile. Opens the application without having been asked by it. */
export const answerTile = (context: PortalContext, user: UserRow, request: WebRequest): Promise<WebReply> => {
  const { url } = request;
  const relayState = url.searchParams.get("RelayState") ?? url.searchParams.get("path");
  const authenticatedAt = signedInAt(context, request);
  return samlAnswerPage(context, user, { authenticatedAt, ...(relayState !== null && { relayState }) });
};

/** `GET /portal/saml/sso`: answers an application that asked who is there. */
export const answerAuthnRequest = async (
  context: PortalContext,
  user: UserRow,
  webRequest: WebRequest,
): Promise<WebReply> => {
  const { url } = webRequest;
  const request = readAuthnRequest(url.searchParams.get("SAMLRequest") ?? "");
  const problem = request === undefined ? "This is not an AuthnRequest." : misfit(request, samlApplication(context));
  if (request === undefined || problem !== undefined) return refusal(user, problem);
  const authenticatedAt = signedInAt(context, webRequest);
  if (request.signedInSince !== undefined && authenticatedAt < request.signedInSince) return toSignIn(webRequest);
  const relayState = url.searchParams.get("RelayState");
  return samlAnswerPage(context, user, {
    authenticatedAt,
    inResponseTo: request.id,
    ...(relayState !== null && { relayState }),
  });
};

/**
 * `POST /portal/saml/sso`: the same by the POST binding. Goes on as a GET, so that signing in first can come back to it:
 * the browser sends no cookie with a form posted from another site, but does with the GET that follows.
 */
export const answerPostedAuthnRequest = ({ body }: WebRequest): WebReply => {
  const form = new URLSearchParams(body.toString("utf8"));
  return seeOther(`/portal/saml/sso?${form}`);
};

// Identity Center answers only the application it knows, at the address it has on file.
const misfit = (request: AuthnRequest, application: SamlApplication): string | undefined => {
  if (request.issuer !== application.audience) return `No application has the entity id “${request.issuer}”.`;
  if (request.acsUrl !== undefined && request.acsUrl !== application.acsUrl) {
    return `The request asks for an answer at “${request.acsUrl}”; the application has “${application.acsUrl}” on file.`;
  }
  return undefined;
};

const refusal = (user: UserRow, problem: string | undefined): WebReply => {
  const content = html`<p role="alert">${problem}</p><p><a href="/portal">Back to the access portal</a></p>`;
  return pageReply(400, portalPage({ title: "Bad sign-on request", signedInAs: user.userName, content }));
};
