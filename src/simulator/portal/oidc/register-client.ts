import { randomBytes } from "node:crypto";
import { jsonMembers, restOperation } from "../../aws/rest-operation.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { WebRoute } from "../../web.ts";
import { oidcClients } from "./oidc-client.ts";
import { invalidRequest, oidcError, oidcThrottled } from "./oidc-error.ts";

const ninetyDaysMs = 90 * 86_400_000;

/** SSO OIDC RegisterClient: anybody may register a public client; the registration holds for ninety days. */
export const registerClient = (parts: SimulatorParts): WebRoute =>
  restOperation(parts, {
    name: "RegisterClient",
    method: "POST",
    path: "/client/register",
    read: jsonMembers,
    throttled: oidcThrottled,
    answer({ clientName, clientType, redirectUris }) {
      if (typeof clientName !== "string" || clientName === "") throw invalidRequest("clientName is required.");
      if (clientType !== "public") {
        throw oidcError("InvalidClientMetadataException", "invalid_client_metadata", "clientType must be public.");
      }
      const now = parts.clock.now();
      const expiresAt = new Date(now.getTime() + ninetyDaysMs);
      const clientId = randomBytes(18).toString("base64url");
      const clientSecret = randomBytes(48).toString("base64url");
      oidcClients(parts).put(
        clientId,
        { clientSecret, clientName, redirectUris: textsOf(redirectUris), expiresAt: expiresAt.toISOString() },
        now,
      );
      return {
        clientId,
        clientSecret,
        clientIdIssuedAt: Math.floor(now.getTime() / 1000),
        clientSecretExpiresAt: Math.floor(expiresAt.getTime() / 1000),
        authorizationEndpoint: `${parts.url()}/authorize`,
        tokenEndpoint: `${parts.url()}/token`,
      };
    },
  });

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
