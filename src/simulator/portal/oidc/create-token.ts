import { jsonMembers, restOperation } from "../../aws/rest-operation.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { WebRoute } from "../../web.ts";
import { takeAuthorizationCode } from "./authorization-code.ts";
import { findDeviceAuthorization, forgetDeviceAuthorization } from "./device-authorization.ts";
import { authenticatedClient } from "./oidc-client.ts";
import { invalidGrant, oidcError, oidcThrottled } from "./oidc-error.ts";
import { issuePortalToken, takeRefreshToken } from "./portal-token.ts";

/** SSO OIDC CreateToken: an access token for whoever signed in, in exchange for a device code, a code or a refresh token. */
export const createToken = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "CreateToken",
    method: "POST",
    path: "/token",
    read: jsonMembers,
    throttled: oidcThrottled,
    answer(members) {
      const { clientId } = authenticatedClient(parts, members);
      return issuePortalToken(parts, { clientId, userId: grantedUserId(parts, clientId, members) });
    },
  });

const grantedUserId = (parts: SimulatorParts, clientId: string, members: Record<string, unknown>): string => {
  const text = (name: string) => String(members[name] ?? "");
  switch (members.grantType) {
    case "urn:ietf:params:oauth:grant-type:device_code":
      return byDeviceCode(parts, clientId, text("deviceCode"));
    case "authorization_code": {
      const presented = {
        clientId,
        code: text("code"),
        redirectUri: text("redirectUri"),
        codeVerifier: text("codeVerifier"),
      };
      return known(takeAuthorizationCode(parts, presented)).userId;
    }
    case "refresh_token":
      return known(takeRefreshToken(parts, text("refreshToken"), clientId)).userId;
    default:
      throw oidcError("UnsupportedGrantTypeException", "unsupported_grant_type", "This grant type is not supported.");
  }
};

const byDeviceCode = (parts: SimulatorParts, clientId: string, deviceCode: string): string => {
  const authorization = findDeviceAuthorization(parts, deviceCode);
  if (authorization?.clientId !== clientId) throw invalidGrant("The device code is unknown.");
  if (authorization.expiresAt <= parts.clock.now().toISOString()) {
    throw oidcError("ExpiredTokenException", "expired_token", "The device code has expired.");
  }
  const { decision } = authorization;
  if (decision === undefined) {
    throw oidcError("AuthorizationPendingException", "authorization_pending", "Nobody has confirmed the code yet.");
  }
  forgetDeviceAuthorization(parts, authorization);
  if (!decision.allowed) throw oidcError("AccessDeniedException", "access_denied", "The request was denied.");
  return decision.userId;
};

const known = <Grant>(grant: Grant | undefined): Grant => {
  if (grant === undefined) throw invalidGrant("The code or token is unknown, used up, expired, or another client's.");
  return grant;
};
