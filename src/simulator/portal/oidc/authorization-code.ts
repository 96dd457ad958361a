import { createHash, randomBytes } from "node:crypto";
import { type Expiring, expiringRecords } from "../../expiring-records.ts";
import type { SimulatorParts } from "../../parts.ts";

export type AuthorizationCode = Expiring & {
  userId: string;
  clientId: string;
  redirectUri: string;
  codeChallenge: string;
};

const oneMinuteMs = 60_000;

const codesOf = ({ world }: SimulatorParts) => expiringRecords<AuthorizationCode>(world, "portal-authorization-codes");

/** A code good for one minute and one use. */
export const issueAuthorizationCode = (parts: SimulatorParts, grant: Omit<AuthorizationCode, "expiresAt">): string => {
  const now = parts.clock.now();
  const code = randomBytes(32).toString("base64url");
  codesOf(parts).put(code, { ...grant, expiresAt: new Date(now.getTime() + oneMinuteMs).toISOString() }, now);
  return code;
};

type Presented = { code: string; clientId: string; redirectUri: string; codeVerifier: string };

/** Uses the code up; answers what it stood for only to the client, address and verifier it was made for (RFC 7636, 4.6). */
export const takeAuthorizationCode = (parts: SimulatorParts, presented: Presented): AuthorizationCode | undefined => {
  const grant = codesOf(parts).live(presented.code, parts.clock.now());
  codesOf(parts).delete(presented.code);
  const challenge = createHash("sha256").update(presented.codeVerifier).digest("base64url");
  const fits =
    grant?.clientId === presented.clientId &&
    grant.redirectUri === presented.redirectUri &&
    grant.codeChallenge === challenge;
  return fits ? grant : undefined;
};
