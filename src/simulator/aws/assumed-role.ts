import { madeHex } from "../made-id.ts";
import type { RoleSessionRow } from "../rows.ts";
import type { World } from "../world.ts";

type Session = Pick<RoleSessionRow, "accountId" | "roleName" | "userName">;

/** The unique id of the role itself, the same in all its sessions. */
export const roleId = (world: World, { accountId, roleName }: Omit<Session, "userName">): string =>
  `AROA${madeHex(17, world.ids.seed, "role-id", accountId, roleName).toUpperCase()}`;

/** Where Identity Center keeps its roles: below the path of its Region. */
export const roleArn = (world: World, { accountId, roleName }: Omit<Session, "userName">): string =>
  `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${world.ids.region}/${roleName}`;

/** The ARN under which calls made with the session appear: the assumed role, with the user name as session name. */
export const assumedRoleArn = ({ accountId, roleName, userName }: Session): string =>
  `arn:aws:sts::${accountId}:assumed-role/${roleName}/${userName}`;

/** `aws:userid`, and the principalId of CloudTrail. */
export const assumedRoleId = (world: World, session: Session): string =>
  `${roleId(world, session)}:${session.userName}`;
