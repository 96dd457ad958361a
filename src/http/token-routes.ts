import { type Context, Hono } from "hono";
import { type IssuedToken, issueApiToken } from "../commands/issue-api-token.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { clientAddress } from "./client-address.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { rateLimit } from "./rate-limit.ts";
import { type ClientCredentials, readClientCredentials } from "./read-client-credentials.ts";
import { readForm } from "./read-form.ts";

type OauthError = "invalid_request" | "invalid_client" | "unsupported_grant_type" | "invalid_scope";

const descriptions: Record<OauthError, string> = {
  invalid_request: "Send a form with each field once, and the client's credentials in one place only.",
  invalid_client: "The client is unknown, revoked or gave the wrong secret, or its person is gone.",
  unsupported_grant_type: "Only the grant type client_credentials is known here.",
  invalid_scope: "The client may not have one of these scopes.",
};

/** RFC 6749 §5.1: a token is never cached. */
const notStored = { "cache-control": "no-store", pragma: "no-cache" };

/** RFC 6749 §5.2. A client that tried the Authorization header is told the scheme. */
const oauthError = (c: Context, error: OauthError) => {
  const status = error === "invalid_client" ? 401 : 400;
  const body = { error, error_description: descriptions[error] };
  if (status === 400) return c.json(body, status, notStored);
  return c.json(body, status, { ...notStored, "www-authenticate": 'Basic realm="Stint"' });
};

const refusedCosts = 10;

/** `POST /oauth/token`: the client credentials grant (RFC 6749 §4.4), with errors in OAuth's own shape. */
export const tokenRoutes = (context: AppContext): Hono<AppEnv> => {
  const attempts = rateLimit(context.limits.signInsPerMinute);
  const refused = rateLimit(context.limits.signInsPerMinute);

  const issue = async (form: URLSearchParams, credentials: ClientCredentials): Promise<IssuedToken | OauthError> => {
    const grantType = form.get("grant_type");
    if (!grantType) return "invalid_request";
    if (grantType !== "client_credentials") return "unsupported_grant_type";
    const asked = (form.get("scope") ?? "").split(" ").filter(Boolean);
    const lifeMs = context.limits.tokenLifeMs;
    return issueApiToken(context, { ...credentials, lifeMs, ...(asked.length > 0 ? { scopes: asked } : {}) });
  };

  return new Hono<AppEnv>().post("/oauth/token", async (c) => {
    const form = await readForm(c).catch((problem) => {
      if (problem instanceof EdgeRefusal) return undefined;
      throw problem;
    });
    if (!form) return oauthError(c, "invalid_request");
    const credentials = readClientCredentials(c.req.header("authorization"), form);
    const address = clientAddress(c, context.limits.trustedProxies);
    if (typeof credentials !== "string") await attempts.spend(`${address} ${credentials.clientId.slice(0, 100)}`);
    const issued = typeof credentials === "string" ? credentials : await issue(form, credentials);
    // A client with an old secret that tries for ever must not shut out the others at its address.
    if (issued === "invalid_client") await refused.spend(address, refusedCosts);
    if (typeof issued === "string") return oauthError(c, issued);
    const body = {
      access_token: issued.token,
      token_type: "Bearer",
      expires_in: issued.expiresInSeconds,
      scope: issued.scopes.join(" "),
    };
    return c.json(body, 200, notStored);
  });
};
