import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, importJWK, SignJWT } from "jose";
import { Provider } from "oidc-provider";

type Claims = Record<string, unknown>;

/** Changes what the provider says in the next tokens, after it has made them; `sign` says by whose key they are signed then. */
type Tamper = { claims?: (claims: Claims) => Claims; sign?: "own" | "stranger" };

const keyPair = (kid: string) => ({
  ...generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" }),
  ...{ kid, use: "sig", alg: "RS256" },
});

/** A secret with what form encoding changes, as generators like to make them. */
export const clientSecret = "s+cr/t= of stint:%";

/**
 * Somebody else's OpenID provider (panva's oidc-provider) on a free port of this machine, with the people it is given. Its own pages ask who
 * is there, without a password; its clock is the machine's.
 */
export const startOpenidProvider = async (facts: { redirectUri: string; people: Record<string, Claims> }) => {
  const { people } = facts;
  const own = keyPair("own");
  const stranger = keyPair("own");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "stint",
        client_secret: clientSecret,
        redirect_uris: [facts.redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    jwks: { keys: [own] },
    cookies: { keys: ["kept for this test"] },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["preferred_username", "upn"] },
    conformIdTokenClaims: true,
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const claims = people[sub];
      return claims && { accountId: sub, claims: async () => ({ sub, ...claims }) };
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 86_400 },
  });
  let tamper: Tamper | undefined;
  let broken = false;
  const asked: URL[] = [];
  provider.use(async (context, next) => {
    if (broken) {
      context.status = 503;
      context.body = "down for repair";
      return;
    }
    if (context.path === "/auth") asked.push(new URL(context.href));
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (context.path !== "/token" || !tamper || !body?.id_token) return;
    const key = await importJWK(tamper.sign === "stranger" ? stranger : own, "RS256");
    const claims = tamper.claims?.(decodeJwt(body.id_token)) ?? decodeJwt(body.id_token);
    context.body = {
      ...body,
      id_token: await new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid: "own" }).sign(key),
    };
  });
  const handle = provider.callback();
  server.on("request", (request, response) => void handle(request, response));
  return {
    issuer,
    /** What was asked at the authorization endpoint. */
    asked,
    tamper: (change: Tamper | undefined) => {
      tamper = change;
    },
    break: (isBroken: boolean) => {
      broken = isBroken;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

export type OpenidProvider = Awaited<ReturnType<typeof startOpenidProvider>>;
