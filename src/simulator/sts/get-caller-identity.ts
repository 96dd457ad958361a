import type { QueryOperation } from "../aws/query-service.ts";

/** STS GetCallerIdentity: who the credentials speak for. Nobody can be denied to ask. */
export const getCallerIdentity: QueryOperation = {
  name: "GetCallerIdentity",
  readOnly: true,
  parameters: [],
  answer: ({ caller: { arn, userId, accountId } }) => ({ Arn: arn, UserId: userId, Account: accountId }),
};
