import { createHash } from "node:crypto";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  clockSkew,
  clockTolerance,
  type ExportedJWKSCache,
  enableNonRepudiationChecks,
  fetchUserInfo,
  getJwksCache,
  setJwksCache,
} from "openid-client";
import type { Clock } from "../core/time.ts";
import { type Claims, hasClaim, nameIn } from "./oidc-name.ts";
import { namedOidcProblem } from "./oidc-problem.ts";
import { oidcProviderSource } from "./oidc-provider-source.ts";
import { oidcRefusal } from "./oidc-refusal.ts";

export type OidcMatch = "email" | "user-name";

/** Who the provider says is there, in its words: who that is in the directory is looked up by us. */
export type OidcEvidence = {
  match: OidcMatch;
  name: string;
  /** The provider's own id for them, for the audit log. */
  subject: string;
  sessionId?: string;
  /** When they proved who they are to the provider (`auth_time`); absent when it does not say. */
  authenticatedAt?: Date;
};

/** One sign-in under way: its state, the secret of the browser it was begun in, and how long ago the provider may have asked who is there. */
export type OidcBegun = { state: string; browser: string; maxAgeSeconds?: number | null };

export type OidcRelyingParty = {
  /** Where to send a browser so that it comes back signed in. */
  authorizationUrl(begun: OidcBegun): Promise<string>;
  /** Throws a `Refusal` with a `sign-in.…` code for anything but a good answer. `query` is what the browser came back with. */
  verify(query: URLSearchParams, begun: OidcBegun): Promise<OidcEvidence>;
};

export type OidcOptions = {
  /** Scheme, host and port where browsers reach us. */
  publicUrl: string;
  clock: Clock;
  issuer: string;
  clientId: string;
  clientSecret: string;
  match: OidcMatch;
  /** The claim that holds the name. */
  claim: string;
};

const timeoutSeconds = 10;
const toleranceSeconds = 60;

/** What the provider has on file as our redirect URI. */
export const oidcRedirectUri = (publicUrl: string): string => `${new URL(publicUrl).origin}/auth/oidc/callback`;

/**
 * Nonce and PKCE verifier are made from the state and the secret that the browser alone holds: nothing that is kept on our side, or
 * seen at the provider, is enough to use an answer in another browser (OpenID Connect Core §15.5.2, RFC 9700 §2.1.1).
 */
const made = (purpose: "nonce" | "verifier", { state, browser }: OidcBegun): string =>
  createHash("sha256").update(`stint ${purpose} ${state} ${browser}`, "utf8").digest("base64url");

/**
 * By how much the clock we are given is ahead of the machine's, in seconds. openid-client asks the machine for the time, and takes a
 * difference: all it judges by time (expiry, issue, age of the sign-in) then goes by our clock. Only how long it keeps the provider's keys does not.
 */
const secondsAhead = (clock: Clock): number => Math.round((clock.now().getTime() - Date.now()) / 1_000);

const isReference = (sid: unknown): sid is string => typeof sid === "string" && /^[!-~]{1,200}$/.test(sid);

const fromSeconds = (seconds: unknown): Date | undefined =>
  typeof seconds === "number" ? new Date(seconds * 1_000) : undefined;

/** Stint as an OpenID Connect relying party: authorization code flow with PKCE, a client secret, and signed ID tokens. */
export const oidcRelyingParty = (options: OidcOptions): OidcRelyingParty => {
  const { clientId, clientSecret, clock, claim, match } = options;
  const provider = oidcProviderSource({ issuer: options.issuer, clientId, clock });
  const redirectUri = oidcRedirectUri(options.publicUrl);
  let keys: ExportedJWKSCache | undefined;

  const readProvider = async () => {
    try {
      return await provider.read();
    } catch (error) {
      throw oidcRefusal("sign-in.provider-unreadable", error);
    }
  };

  const configure = async (): Promise<Configuration> => {
    const metadata = await readProvider();
    // Basic is what a provider takes that says nothing (OpenID Connect Discovery §3).
    const takes = metadata.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    const proof = takes.includes("client_secret_basic") ? ClientSecretBasic : ClientSecretPost;
    const time = { [clockSkew]: secondsAhead(clock), [clockTolerance]: toleranceSeconds };
    const configuration = new Configuration(metadata, clientId, time, proof(clientSecret));
    configuration.timeout = timeoutSeconds;
    if (provider.isInsecure) allowInsecureRequests(configuration);
    // Otherwise the library takes TLS for enough, as it may (Core §3.1.3.7, 6.).
    enableNonRepudiationChecks(configuration);
    if (keys) setJwksCache(configuration, keys);
    return configuration;
  };

  const readUserInfo = async (facts: { configuration: Configuration; accessToken: string; subject: string }) =>
    facts.configuration.serverMetadata().userinfo_endpoint
      ? fetchUserInfo(facts.configuration, facts.accessToken, facts.subject)
      : {};

  const exchange = async (query: URLSearchParams, begun: OidcBegun) => {
    const configuration = await configure();
    const answer = await authorizationCodeGrant(configuration, new URL(`${redirectUri}?${query}`), {
      expectedState: begun.state,
      expectedNonce: made("nonce", begun),
      pkceCodeVerifier: made("verifier", begun),
      idTokenExpected: true,
      ...(typeof begun.maxAgeSeconds === "number" ? { maxAge: begun.maxAgeSeconds } : {}),
    });
    keys = getJwksCache(configuration) ?? keys;
    const token = answer.claims();
    if (!token) throw oidcRefusal("sign-in.malformed");
    // Some providers put names into userinfo only (Core §5.4). What is taken comes from one of the two, never half from each.
    const { access_token: accessToken } = answer;
    const said: Claims = hasClaim(token, claim)
      ? token
      : await readUserInfo({ configuration, accessToken, subject: token.sub });
    return { token, said };
  };

  return {
    authorizationUrl: async (begun) => {
      const url = buildAuthorizationUrl(await configure(), {
        redirect_uri: redirectUri,
        scope: "openid email profile",
        state: begun.state,
        nonce: made("nonce", begun),
        code_challenge: await calculatePKCECodeChallenge(made("verifier", begun)),
        code_challenge_method: "S256",
        ...(typeof begun.maxAgeSeconds === "number" ? { max_age: String(begun.maxAgeSeconds) } : {}),
      });
      return url.href;
    },

    verify: async (query, begun) => {
      try {
        const { token, said } = await exchange(query, begun);
        const authenticatedAt = fromSeconds(token.auth_time);
        return {
          match,
          name: nameIn(said, claim),
          subject: token.sub,
          ...(isReference(token.sid) ? { sessionId: token.sid } : {}),
          ...(authenticatedAt ? { authenticatedAt } : {}),
        };
      } catch (error) {
        throw namedOidcProblem(error);
      }
    },
  };
};
