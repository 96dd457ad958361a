import { html } from "../../html.ts";
import type { UserRow } from "../../rows.ts";
import type { WebReply, WebRequest } from "../../web.ts";
import { portalPage } from "../page.ts";
import type { PortalContext } from "../portal-context.ts";
import { pageReply, seeOther } from "../reply.ts";
import { issueAuthorizationCode } from "./authorization-code.ts";
import { oidcClients } from "./oidc-client.ts";

/**
 * `GET /authorize`: how the AWS CLI signs a person in by a browser on the same machine (authorization code with PKCE).
 * AWS asks "Allow access?" before it goes back; here whoever is signed in has said yes by signing in.
 */
export const answerAuthorize = (context: PortalContext, user: UserRow, { url }: WebRequest): WebReply => {
  const asked = (name: string) => url.searchParams.get(name) ?? "";
  const [clientId, redirectUri, codeChallenge] = [asked("client_id"), asked("redirect_uri"), asked("code_challenge")];
  const client = oidcClients(context).live(clientId, context.clock.now());
  if (client === undefined || !isRegistered(redirectUri, client.redirectUris)) {
    return refusal(user, "This client is not registered, or not with this redirect address.");
  }
  if (asked("response_type") !== "code" || asked("code_challenge_method") !== "S256" || codeChallenge === "") {
    return refusal(user, "Only response_type=code with a code_challenge of method S256 is answered.");
  }
  const code = issueAuthorizationCode(context, { userId: user.id, clientId, redirectUri, codeChallenge });
  const back = new URL(redirectUri);
  back.searchParams.set("code", code);
  back.searchParams.set("state", asked("state"));
  return seeOther(back.href);
};

// RFC 8252, 7.3: an address on the loopback interface may come with any port.
const isRegistered = (redirectUri: string, registered: string[]): boolean => {
  if (!URL.canParse(redirectUri)) return false;
  const asked = new URL(redirectUri);
  const isLoopback = asked.protocol === "http:" && asked.hostname === "127.0.0.1";
  return registered.some((uri) => {
    if (!isLoopback || !URL.canParse(uri)) return uri === redirectUri;
    const known = new URL(uri);
    return known.hostname === asked.hostname && known.protocol === asked.protocol && known.pathname === asked.pathname;
  });
};

const refusal = (user: UserRow, problem: string): WebReply =>
  pageReply(
    400,
    portalPage({
      title: "Bad authorization request",
      signedInAs: user.userName,
      content: html`<p role="alert">${problem}</p>`,
    }),
  );
