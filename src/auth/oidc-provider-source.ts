import { allowInsecureRequests, discovery, type ServerMetadata } from "openid-client";
import type { Clock } from "../core/time.ts";

const rereadAfterMs = 3_600_000;
const timeoutSeconds = 10;

const loopback = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Whoever can change what the provider says on its way can sign in as anyone. */
const isOnThisMachine = (issuer: URL): boolean => {
  if (issuer.protocol === "https:") return false;
  if (issuer.protocol === "http:" && loopback.has(issuer.hostname)) return true;
  throw new Error(`The OpenID provider must be reached over https, not at ${issuer.href}.`);
};

const readMetadata = async (issuer: URL, clientId: string, execute: (typeof allowInsecureRequests)[]) => {
  const found = await discovery(issuer, clientId, undefined, undefined, { timeout: timeoutSeconds, execute });
  const metadata = found.serverMetadata();
  // The library lets the many-tenant addresses of Microsoft through, whose issuer differs: there, anybody's tenant could name our people.
  if (new URL(metadata.issuer).href !== issuer.href)
    throw new Error(`${issuer.href} describes another issuer, ${metadata.issuer}. Give the issuer of your own tenant.`);
  return metadata;
};

export type OidcProviderSource = {
  /** On this machine plain http will do, as in tests. */
  isInsecure: boolean;
  read(): Promise<ServerMetadata>;
};

/**
 * What the provider says of itself (OpenID Connect Discovery §4), of exactly the issuer that was configured. Read when first asked for and
 * again after an hour; when it cannot be read again, what was read before still holds; when it never could be, the reason is thrown.
 */
export const oidcProviderSource = (facts: { issuer: string; clientId: string; clock: Clock }): OidcProviderSource => {
  const issuer = new URL(facts.issuer);
  const isInsecure = isOnThisMachine(issuer);
  let known: { metadata: ServerMetadata; readAt: number } | undefined;
  let reading: Promise<ServerMetadata> | undefined;
  const read = async () => {
    const readAt = facts.clock.now().getTime();
    try {
      const metadata = await readMetadata(issuer, facts.clientId, isInsecure ? [allowInsecureRequests] : []);
      known = { metadata, readAt };
      return metadata;
    } catch (error) {
      if (!known) throw error;
      known = { ...known, readAt };
      return known.metadata;
    } finally {
      reading = undefined;
    }
  };
  return {
    isInsecure,
    read: async () => {
      const age = known ? Math.abs(facts.clock.now().getTime() - known.readAt) : Number.POSITIVE_INFINITY;
      if (known && age < rereadAfterMs) return known.metadata;
      reading ??= read();
      return reading;
    },
  };
};
