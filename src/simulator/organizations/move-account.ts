import type { MoveAccountRequest } from "@aws-sdk/client-organizations";
import { AwsError } from "../aws/aws-error.ts";
import { organizationsOperation } from "./define-operation.ts";
import { accountId, parentId } from "./input-rules.ts";
import { assertParent, getAccount } from "./known-things.ts";

export const moveAccount = organizationsOperation<MoveAccountRequest, object>({
  name: "MoveAccount",
  rules: { AccountId: accountId, SourceParentId: parentId, DestinationParentId: parentId },
  answer({ world }, input) {
    const account = getAccount(world, input.AccountId);
    assertParent(world, input.SourceParentId, "SourceParentNotFoundException");
    assertParent(world, input.DestinationParentId, "DestinationParentNotFoundException");
    if (account.parentId !== input.SourceParentId)
      throw new AwsError("AccountNotFoundException", "The account is not in the source parent that you specified.");
    if (input.SourceParentId === input.DestinationParentId)
      throw new AwsError("DuplicateAccountException", "The account is already in the destination parent.");
    world.accounts.put({ ...account, parentId: input.DestinationParentId });
    return {};
  },
});
