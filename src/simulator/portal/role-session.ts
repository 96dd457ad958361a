import { randomBytes } from "node:crypto";
import type { SimulatorClock } from "../clock.ts";
import type { RoleSessionRow, UserRow } from "../rows.ts";
import type { World } from "../world.ts";
import type { HeldRole } from "./held-roles.ts";
import { durationMs } from "./iso-duration.ts";

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Credentials for the role that live as long as its permission set says, whatever happens to the assignment meanwhile. */
export const issueRoleSession = (
  { world, clock }: { world: World; clock: SimulatorClock },
  user: UserRow,
  { account, permissionSet, roleName, ...made }: HeldRole & { fromConsole?: true },
): RoleSessionRow => {
  const now = clock.now();
  const session: RoleSessionRow = {
    accessKeyId: `ASIA${[...randomBytes(16)].map((byte) => base32[byte % 32]).join("")}`,
    secretAccessKey: randomBytes(30).toString("base64"),
    sessionToken: `IQoJb3JpZ2luX2Vj${randomBytes(240).toString("base64")}`,
    accountId: account.id,
    permissionSetArn: permissionSet.arn,
    roleName,
    userId: user.id,
    userName: user.userName,
    issuedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + durationMs(permissionSet.sessionDuration)).toISOString(),
    ...(made.fromConsole ? { fromConsole: true } : {}),
  };
  forgetLongExpired(world, now);
  world.roleSessions.put(session);
  return session;
};

/** The session these credentials belong to, expired or not: the caller decides what an expired one gets. */
export const findRoleSession = (world: World, accessKeyId: string): RoleSessionRow | undefined =>
  world.roleSessions.get(accessKeyId);

const keptAfterExpiryMs = 7 * 86_400_000;

// Kept a week past their end, so that a late call is refused as expired rather than as unknown.
const forgetLongExpired = (world: World, now: Date): void => {
  const limit = new Date(now.getTime() - keptAfterExpiryMs).toISOString();
  for (const session of world.roleSessions.all()) {
    if (session.expiresAt < limit) world.roleSessions.delete(session.accessKeyId);
  }
};
