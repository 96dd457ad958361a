import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { call, present } from "../call.ts";

export type Caller = {
  accountId: string;
  arn: string;
  partition: string;
  /** What AWS's clock showed when it answered, to the second; null when it did not say. */
  awsNow: Date | null;
};

type Answered = { response?: { headers?: Record<string, string> } };

/** Whose credentials these are. AWS answers it to everybody who has any: no permission is needed. */
export const readCaller = async (client: STSClient, signal: AbortSignal): Promise<Caller> => {
  const operation = "GetCallerIdentity";
  const command = new GetCallerIdentityCommand();
  let date: string | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      date = (result as Answered).response?.headers?.date;
      return result;
    },
    { step: "deserialize", name: "readDateOfAnswer" },
  );
  const answer = await call(operation, () => client.send(command, { abortSignal: signal }));
  const arn = present(answer.Arn, operation, "an ARN");
  const awsMs = Date.parse(date ?? "");
  return {
    arn,
    accountId: present(answer.Account, operation, "an account"),
    partition: arn.split(":")[1] ?? "aws",
    awsNow: Number.isNaN(awsMs) ? null : new Date(awsMs),
  };
};
