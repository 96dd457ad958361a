import type { Check } from "../check.ts";
import { type Finding, ok, warning, wrong } from "../finding.ts";

const register = (accountId: string) =>
  `Run Stint in the delegated administrator account, or register this one from the management account: aws organizations register-delegated-administrator --account-id ${accountId} --service-principal sso.amazonaws.com`;

/** Stint runs where Identity Center lets it act: in its delegated administrator account, or in the management account. */
export const account: Check = {
  name: "Account",
  look: async ({ aws, caller }, signal): Promise<Finding> => {
    const { accountId } = await caller();
    const { managementAccountId } = await aws.organization(signal);
    if (accountId === managementAccountId)
      return warning(
        `${accountId} is the management account.`,
        "That works, and can give access to the management account too; a delegated administrator account is safer.",
      );
    const delegated = await aws.delegatedAdministrators(signal).catch(() => undefined);
    if (!delegated)
      return warning(
        `${accountId} is a member account; whether it is the delegated administrator cannot be seen.`,
        "Allow organizations:ListDelegatedAdministrators (stint doctor --iam-policies doctor).",
      );
    if (delegated.includes(accountId)) return ok(`${accountId} is the delegated administrator of IAM Identity Center`);
    const who = delegated.length > 0 ? `It is ${delegated.join(", ")}.` : "There is none.";
    return wrong(`${accountId} is not the delegated administrator of IAM Identity Center. ${who}`, register(accountId));
  },
};
