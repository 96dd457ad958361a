import type { UserRow } from "../rows.ts";
import type { World } from "../world.ts";

/** The person, unless they were deleted or disabled. */
export const enabledUser = (world: World, userId: string): UserRow | undefined => {
  const user = world.users.get(userId);
  return user?.status === "DISABLED" ? undefined : user;
};

/** The person's primary e-mail address, or the first one, or none: Identity Center does not insist on one. */
export const emailOf = (user: UserRow): string | undefined => {
  const emails = user.attributes.Emails ?? [];
  return (emails.find((email) => email.Primary) ?? emails[0])?.Value;
};

/** What to call the person on a page. */
export const displayNameOf = (user: UserRow): string => user.attributes.DisplayName ?? user.userName;
