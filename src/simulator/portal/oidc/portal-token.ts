import { randomBytes } from "node:crypto";
import { type Expiring, expiringRecords } from "../../expiring-records.ts";
import type { SimulatorParts } from "../../parts.ts";
import type { UserRow } from "../../rows.ts";
import { enabledUser } from "../person.ts";
import { invalidGrant } from "./oidc-error.ts";

type PortalToken = Expiring & { userId: string; clientId: string };

const eightHoursS = 8 * 3600;
const thirtyDaysMs = 30 * 86_400_000;

const accessTokens = ({ world }: SimulatorParts) => expiringRecords<PortalToken>(world, "portal-access-tokens");
const refreshTokens = ({ world }: SimulatorParts) => expiringRecords<PortalToken>(world, "portal-refresh-tokens");

/** A fresh access token for the person, with a refresh token, in the shape CreateToken answers. */
export const issuePortalToken = (
  parts: SimulatorParts,
  { userId, clientId }: { userId: string; clientId: string },
): object => {
  if (enabledUser(parts.world, userId) === undefined) throw invalidGrant("The person was deleted or disabled.");
  const now = parts.clock.now();
  const accessToken = `aoaAAAAA${randomBytes(48).toString("base64url")}`;
  const refreshToken = `aorAAAAA${randomBytes(48).toString("base64url")}`;
  const after = (ms: number) => new Date(now.getTime() + ms).toISOString();
  accessTokens(parts).put(accessToken, { userId, clientId, expiresAt: after(eightHoursS * 1000) }, now);
  refreshTokens(parts).put(refreshToken, { userId, clientId, expiresAt: after(thirtyDaysMs) }, now);
  return { accessToken, tokenType: "Bearer", expiresIn: eightHoursS, refreshToken };
};

/** Who the access token speaks for, while it holds and the person may sign in. */
export const userOfToken = (parts: SimulatorParts, accessToken: string): UserRow | undefined => {
  const token = accessTokens(parts).live(accessToken, parts.clock.now());
  return token === undefined ? undefined : enabledUser(parts.world, token.userId);
};

/** Uses a refresh token up: it works once, and only for the client it was given to. */
export const takeRefreshToken = (
  parts: SimulatorParts,
  refreshToken: string,
  clientId: string,
): PortalToken | undefined => {
  const token = refreshTokens(parts).live(refreshToken, parts.clock.now());
  if (token?.clientId !== clientId) return undefined;
  refreshTokens(parts).delete(refreshToken);
  return token;
};

export const forgetAccessToken = (parts: SimulatorParts, accessToken: string): void =>
  accessTokens(parts).delete(accessToken);
