import type { IncomingHttpHeaders } from "node:http";
import type { RoleSessionRow } from "../rows.ts";
import type { World } from "../world.ts";
import { assumedRoleArn, assumedRoleId } from "./assumed-role.ts";
import { AwsError } from "./aws-error.ts";
import { credentialScopeOf } from "./credential-scope.ts";

export type AdministratorKind = "management" | "delegated";

/** Who signed a call: the role Stint-like software runs with, or a person with role credentials from the portal. */
export type Caller =
  | { kind: AdministratorKind; accountId: string; arn: string; userId: string }
  | { kind: "role-session"; accountId: string; arn: string; userId: string; session: RoleSessionRow };

const administrator = (kind: AdministratorKind, world: World): Caller => {
  const accountId = kind === "management" ? world.ids.managementAccountId : world.ids.delegatedAdministratorId;
  return {
    kind,
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/identity-center-administrator/simulated`,
    userId: "AROASIMULATEDADMINIST:simulated",
  };
};

/** The session whose credentials the call was made with, while they hold; undefined for anybody else's call. */
export const liveSessionOf = (headers: IncomingHttpHeaders, world: World, now: Date): RoleSessionRow | undefined => {
  const session = world.roleSessions.get(credentialScopeOf(headers).accessKeyId);
  return session && Date.parse(session.expiresAt) > now.getTime() ? session : undefined;
};

/**
 * Names the caller by access key alone; signatures are not checked.
 * The keys `management` and `delegated` act from those accounts, a key the portal handed out acts as that person's role,
 * and any other key acts as the simulator was told to take callers.
 */
export const callerOf = (headers: IncomingHttpHeaders, world: World, now: Date, usual: AdministratorKind): Caller => {
  const { accessKeyId } = credentialScopeOf(headers);
  if (!accessKeyId) throw new AwsError("MissingAuthenticationTokenException", "Missing Authentication Token", {}, 403);
  const session = world.roleSessions.get(accessKeyId);
  if (session) {
    if (Date.parse(session.expiresAt) <= now.getTime())
      throw new AwsError("ExpiredTokenException", "The security token included in the request is expired", {}, 403);
    return {
      kind: "role-session",
      accountId: session.accountId,
      arn: assumedRoleArn(session),
      userId: assumedRoleId(world, session),
      session,
    };
  }
  return administrator(accessKeyId === "management" || accessKeyId === "delegated" ? accessKeyId : usual, world);
};
