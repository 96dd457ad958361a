import type { CloseAccountRequest } from "@aws-sdk/client-organizations";
import { accountStateAt } from "../account-state.ts";
import { AwsError } from "../aws/aws-error.ts";
import { organizationsOperation } from "./define-operation.ts";
import { accountId } from "./input-rules.ts";
import { getAccount } from "./known-things.ts";

/** Begins to close the account: PENDING_CLOSURE now, CLOSED soon after, as in AWS. */
export const closeAccount = organizationsOperation<CloseAccountRequest, object>({
  name: "CloseAccount",
  rules: { AccountId: accountId },
  answer({ world, now }, input) {
    const account = getAccount(world, input.AccountId);
    if (account.id === world.ids.managementAccountId)
      throw new AwsError("ConstraintViolationException", "You cannot close the management account.", {
        Reason: "CANNOT_CLOSE_MANAGEMENT_ACCOUNT",
      });
    if (accountStateAt(account, now) !== "ACTIVE")
      throw new AwsError("AccountAlreadyClosedException", "You attempted to close an account that is already closed.");
    world.accounts.put({ ...account, state: "PENDING_CLOSURE", closedAt: now.toISOString() });
    return {};
  },
});
