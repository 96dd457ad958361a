import type { GetCallerIdentityResponse } from "@aws-sdk/client-sts";
import type { Caller } from "../aws/caller.ts";

export const getCallerIdentity = (caller: Caller): GetCallerIdentityResponse => ({
  Account: caller.accountId,
  Arn: caller.arn,
  UserId: caller.userId,
});
