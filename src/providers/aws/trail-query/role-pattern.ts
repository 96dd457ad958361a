import type { ActivitySubject } from "../../../core/activity-source.ts";
import { CloudError } from "../../../core/identity-center.ts";
import { reservedRolePrefix } from "../../../core/reserved-role.ts";

/** The names of that role for LIKE, where `_` stands for any character. It may let a neighbour in, and leaves nobody out. */
export const roleNamePattern = ({ permissionSetName }: ActivitySubject) =>
  `${reservedRolePrefix(permissionSetName)}${"_".repeat(16)}`;

/** Ends the ARN of a session of that person: …:assumed-role/<role>/<user name>. */
export const sessionNameEnd = ({ userName }: ActivitySubject) => `/${userName}`;

const shapes: Partial<Record<keyof ActivitySubject, RegExp>> = {
  accountId: /^\d{12}$/,
  // The characters AWS allows in a permission set's name (CreatePermissionSet).
  permissionSetName: /^[\w+=,.@-]{1,32}$/,
  personId: /^[0-9A-Za-z-]{1,64}$/,
};

/**
 * Refuses a subject that is none: what is put into the text of a query has the shape AWS gives it, or is not put there at all.
 * A user name may hold nearly anything, and is looked at where it is used.
 */
export const assertSubject = (subject: ActivitySubject, operation: string): void => {
  for (const [field, shape] of Object.entries(shapes))
    if (!shape.test(subject[field as keyof ActivitySubject]))
      throw new CloudError({
        problem: "refused",
        operation,
        message: `The ${field} has not the form that AWS gives it.`,
      });
};
