import { type Expiring, expiringRecords } from "../../expiring-records.ts";
import type { SimulatorParts } from "../../parts.ts";
import { oidcError } from "./oidc-error.ts";

export type OidcClient = Expiring & { clientSecret: string; clientName: string; redirectUris: string[] };

export const oidcClients = ({ world }: SimulatorParts) => expiringRecords<OidcClient>(world, "portal-oidc-clients");

/** The client that gave its own id and secret, while its registration holds; anything else is refused. */
export const authenticatedClient = (
  parts: SimulatorParts,
  members: Record<string, unknown>,
): OidcClient & { clientId: string } => {
  const clientId = String(members.clientId ?? "");
  const client = oidcClients(parts).live(clientId, parts.clock.now());
  if (client === undefined || client.clientSecret !== members.clientSecret) {
    throw oidcError(
      "InvalidClientException",
      "invalid_client",
      "The client is unknown, expired, or gave a wrong secret.",
      401,
    );
  }
  return { ...client, clientId };
};
