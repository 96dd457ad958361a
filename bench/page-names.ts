export const accountId = (n: number) => String(n).padStart(12, "0");
export const roleArn = (n: number) => `arn:aws:sso:::permissionSet/ssoins-1/ps-${n}`;
