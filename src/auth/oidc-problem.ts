import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from "openid-client";
import { Refusal } from "../core/refusal.ts";
import { type OidcProblem, oidcRefusal } from "./oidc-refusal.ts";

const detailOf = (error: unknown): unknown =>
  error instanceof Error && error.cause !== null && typeof error.cause === "object" ? error.cause : undefined;

/** The library tells the claim two errors down. */
const claimOf = (error: unknown): string | undefined => {
  for (let at = detailOf(error); at; at = detailOf(at)) {
    const inner = detailOf(at) ?? at;
    if (typeof inner === "object" && inner !== null && "claim" in inner && typeof inner.claim === "string")
      return inner.claim;
  }
  return undefined;
};

const ofClaim: Record<string, OidcProblem> = {
  iss: "sign-in.wrong-issuer",
  aud: "sign-in.wrong-audience",
  azp: "sign-in.wrong-audience",
  nonce: "sign-in.unknown-request",
  exp: "sign-in.expired",
  nbf: "sign-in.not-yet-valid",
  iat: "sign-in.not-yet-valid",
  auth_time: "sign-in.not-anew",
};

/** The provider answered, but not as one that works: nobody at the browser can mend that. */
const troubleOfProvider = new Set([
  "OAUTH_RESPONSE_IS_NOT_CONFORM",
  "OAUTH_RESPONSE_IS_NOT_JSON",
  "OAUTH_PARSE_ERROR",
  "OAUTH_TIMEOUT",
  "OAUTH_ABORT",
  "OAUTH_MISSING_SERVER_METADATA",
  "OAUTH_INVALID_SERVER_METADATA",
  "OAUTH_HTTP_REQUEST_FORBIDDEN",
]);

const ofTokenEndpoint = (error: ResponseBodyError): OidcProblem => {
  if (error.error === "invalid_client" || error.error === "unauthorized_client") return "sign-in.client-refused";
  return error.status >= 500 ? "sign-in.provider-unreadable" : "sign-in.declined";
};

const problemOf = (error: unknown): OidcProblem => {
  if (error instanceof AuthorizationResponseError) return "sign-in.declined";
  if (error instanceof WWWAuthenticateChallengeError) return "sign-in.client-refused";
  if (error instanceof ResponseBodyError) return ofTokenEndpoint(error);
  if (!(error instanceof ClientError)) return "sign-in.provider-unreadable";
  if (error.code !== undefined && troubleOfProvider.has(error.code)) return "sign-in.provider-unreadable";
  const claim = claimOf(error);
  if (claim !== undefined) return ofClaim[claim] ?? "sign-in.malformed";
  const words = `${error.message} ${error.cause instanceof Error ? error.cause.message : ""}`;
  if (/"auth_time"/.test(words)) return "sign-in.not-anew";
  if (/signature/i.test(words)) return "sign-in.bad-signature";
  return /"iss"/.test(words) ? "sign-in.wrong-issuer" : "sign-in.malformed";
};

/** Whatever it is, nobody is signed in; the code merely tells which. */
export const namedOidcProblem = (error: unknown): Refusal =>
  error instanceof Refusal ? error : oidcRefusal(problemOf(error), error);
