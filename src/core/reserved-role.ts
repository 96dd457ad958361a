/** How Identity Center begins the name of every role that it makes in an account. */
export const anyReservedRole = "AWSReservedSSO_";

/**
 * How the role of this permission set begins in every account; sixteen hexadecimal digits follow (IAM Identity Center user guide,
 * "Referencing permission sets in resource policies"). With the underscore, so that Admin is not taken for Admin_X.
 */
export const reservedRolePrefix = (permissionSetName: string): string => `${anyReservedRole}${permissionSetName}_`;

/** The most a permission set may say (IAM Identity Center user guide, "Set session duration"). */
export const longestSessionMinutes = 12 * 60;
