import type { RemoveAccountFromOrganizationRequest } from "@aws-sdk/client-organizations";
import { AwsError } from "../aws/aws-error.ts";
import { organizationsOperation } from "./define-operation.ts";
import { accountId } from "./input-rules.ts";
import { getAccount } from "./known-things.ts";

/**
 * The account is out of the organisation, and knows it no more. What Identity Center does with the assignments there AWS does not say;
 * here they stay, out of everybody's reach, and are there again should the account come back.
 */
export const removeAccountFromOrganization = organizationsOperation<RemoveAccountFromOrganizationRequest, object>({
  name: "RemoveAccountFromOrganization",
  rules: { AccountId: accountId },
  answer({ world }, input) {
    const account = getAccount(world, input.AccountId);
    if (account.id === world.ids.managementAccountId)
      throw new AwsError("MasterCannotLeaveOrganizationException", "You can't remove the management account.");
    world.accounts.delete(account.id);
    return {};
  },
});
