import { CloudError } from "../../../core/identity-center.ts";
import type { Check } from "../check.ts";
import { type Finding, ok, warning, wrong } from "../finding.ts";

const register = (accountId: string) =>
  `Run Stint in the delegated administrator account, or register this one from the management account: aws organizations register-delegated-administrator --account-id ${accountId} --service-principal sso.amazonaws.com`;

/** AWS answers it only in the management account and in a delegated administrator's, and needs no instance to ask about. */
const delegatedOnly = ["organizations:ListAccounts"];

const deniedOnly = (problem: unknown): undefined => {
  if (problem instanceof CloudError && problem.problem === "refused") return undefined;
  throw problem;
};

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
    const delegated = await aws.delegatedAdministrators(signal).catch((problem) => deniedOnly(problem));
    if (!delegated) {
      const tried = await aws.tryReads({ actions: delegatedOnly, known: {}, signal });
      const isDelegated = tried.some(({ allowed }) => allowed === true);
      if (isDelegated)
        return warning(
          `${accountId} is a member account that may list the organisation's accounts; whether Identity Center is delegated to it cannot be seen.`,
          "Allow organizations:ListDelegatedAdministrators (stint doctor --iam-policies doctor).",
        );
      return wrong(
        `${accountId} is a member account, and AWS refuses what a delegated administrator may do: either it is none, or the role has no rights yet.`,
        `${register(accountId)} — if it is registered, give the role the policies of “stint doctor --iam-policies”.`,
      );
    }
    if (delegated.includes(accountId)) return ok(`${accountId} is the delegated administrator of IAM Identity Center`);
    const who = delegated.length > 0 ? `It is ${delegated.join(", ")}.` : "There is none.";
    return wrong(`${accountId} is not the delegated administrator of IAM Identity Center. ${who}`, register(accountId));
  },
};
