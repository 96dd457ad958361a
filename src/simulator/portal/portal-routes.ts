import type { SimulatorParts } from "../parts.ts";
import type { WebRoute } from "../web.ts";
import { answerConsoleCall, answerConsolePage } from "./console-page.ts";
import { answerCredentialsJson, answerCredentialsPage } from "./credentials-page.ts";
import { answerHomePage } from "./home-page.ts";
import { answerAuthorize } from "./oidc/authorize.ts";
import { createToken } from "./oidc/create-token.ts";
import { answerDeviceDecision, answerDevicePage } from "./oidc/device-page.ts";
import { registerClient } from "./oidc/register-client.ts";
import { startDeviceAuthorization } from "./oidc/start-device-authorization.ts";
import { portalContext } from "./portal-context.ts";
import { assetReply } from "./reply.ts";
import { answerSamlApplication, answerSamlApplicationChange } from "./saml-application-control.ts";
import { answerSamlMetadata } from "./saml-metadata.ts";
import { answerAuthnRequest, answerPostedAuthnRequest, answerTile } from "./saml-sign-on.ts";
import { portalScript } from "./script.ts";
import { answerSignIn, answerSignOut, forSignedIn } from "./sign-in.ts";
import { answerSignInPage } from "./sign-in-page.ts";
import { getRoleCredentials } from "./sso/get-role-credentials.ts";
import { listAccountRoles } from "./sso/list-account-roles.ts";
import { listAccounts } from "./sso/list-accounts.ts";
import { logout } from "./sso/logout.ts";
import { styleSheet } from "./style.ts";

type Answer = WebRoute["answer"];

/** Every address of the access portal: its pages, and the APIs of SSO OIDC and the SSO portal behind them. */
export const portalRoutes = (parts: SimulatorParts): WebRoute[] => {
  const context = portalContext(parts);
  const signedIn = (answer: (...rest: Parameters<typeof answerTile>) => ReturnType<Answer>) =>
    forSignedIn(context, (user, request) => answer(context, user, request));
  return [
    get("/portal", (request) => answerHomePage(context, request)),
    get("/portal/", (request) => answerHomePage(context, request)),
    get("/portal/sign-in", (request) => answerSignInPage(context, request)),
    post("/portal/sign-in", (request) => answerSignIn(context, request)),
    post("/portal/sign-out", (request) => answerSignOut(context, request)),
    get("/portal/console", signedIn(answerConsolePage)),
    post("/portal/console", signedIn(answerConsoleCall)),
    get("/portal/credentials", signedIn(answerCredentialsPage)),
    get("/portal/credentials.json", signedIn(answerCredentialsJson)),
    get("/portal/apps/stint", signedIn(answerTile)),
    get("/portal/saml/metadata", () => answerSamlMetadata(context)),
    get("/portal/saml/sso", signedIn(answerAuthnRequest)),
    post("/portal/saml/sso", answerPostedAuthnRequest),
    get("/portal/device", signedIn(answerDevicePage)),
    post("/portal/device", signedIn(answerDeviceDecision)),
    get("/authorize", signedIn(answerAuthorize)),
    ...[registerClient, startDeviceAuthorization, createToken].map((operation) => operation(parts)),
    ...[listAccounts, listAccountRoles, getRoleCredentials, logout].map((operation) => operation(parts)),
    get("/_simulator/saml-application", () => answerSamlApplication(context)),
    post("/_simulator/saml-application", (request) => answerSamlApplicationChange(context, request)),
    get("/portal/style.css", () => assetReply("text/css", styleSheet)),
    get("/portal/portal.js", () => assetReply("text/javascript", portalScript)),
  ];
};

const get = (path: string, answer: Answer): WebRoute => ({ method: "GET", path, answer });
const post = (path: string, answer: Answer): WebRoute => ({ method: "POST", path, answer });
