import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { call, present } from "../call.ts";

export type Caller = { accountId: string; arn: string; partition: string };

/** Whose credentials these are. AWS answers it to everybody who has any: no permission is needed. */
export const readCaller = async (client: STSClient, signal: AbortSignal): Promise<Caller> => {
  const operation = "GetCallerIdentity";
  const answer = await call(operation, () => client.send(new GetCallerIdentityCommand(), { abortSignal: signal }));
  const arn = present(answer.Arn, operation, "an ARN");
  return { arn, accountId: present(answer.Account, operation, "an account"), partition: arn.split(":")[1] ?? "aws" };
};
