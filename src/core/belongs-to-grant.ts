import type { ActivitySubject } from "./activity-source.ts";
import type { ActivityWindow } from "./activity-window.ts";
import { reservedRolePrefix } from "./reserved-role.ts";
import type { RoleSession, TrailRecord } from "./trail-record.ts";

type Facts = { subject: ActivitySubject; window: ActivityWindow; record: TrailRecord };

const roleSuffix = /^[0-9a-f]{16}$/;

/** Identity Center names the role of a permission set in an account after it, with sixteen hexadecimal digits behind it. */
const isRoleOf = (permissionSetName: string, roleName: string): boolean => {
  const prefix = reservedRolePrefix(permissionSetName);
  return roleName.startsWith(prefix) && roleSuffix.test(roleName.slice(prefix.length));
};

/** The id where it is recorded. A name can be given to another person later; an id never is. */
const isSessionOf = ({ personId, userName }: ActivitySubject, session: RoleSession): boolean =>
  session.onBehalfOf === null ? session.sessionName === userName : session.onBehalfOf === personId;

const wasBegunIn = ({ sessionsFrom, sessionsTo }: ActivityWindow, { createdAt }: RoleSession): boolean =>
  sessionsFrom <= createdAt && (sessionsTo === null || createdAt <= sessionsTo);

/**
 * Whether the grant made this possible: the person, in that account (as owner of the role and of the trail: a call from another account
 * into this one is that account's), with exactly that role, in a session begun while the grant held. A session that began while two
 * grants of the same held belongs to both.
 */
export const belongsToGrant = ({ subject, window, record }: Facts): boolean => {
  const session = record.roleSession;
  if (session === null) return false;
  return (
    record.recipientAccountId === subject.accountId &&
    session.accountId === subject.accountId &&
    isRoleOf(subject.permissionSetName, session.roleName) &&
    isSessionOf(subject, session) &&
    wasBegunIn(window, session) &&
    (window.eventsTo === null || record.at <= window.eventsTo)
  );
};
