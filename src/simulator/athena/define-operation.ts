import { AwsError } from "../aws/aws-error.ts";
import { operationOf } from "../aws/operation.ts";

export const invalidRequest = (message: string) =>
  new AwsError("InvalidRequestException", message, { AthenaErrorCode: "INVALID_INPUT" });

export const athenaOperation = operationOf((violations) =>
  invalidRequest(violations.map((violation) => violation.message).join("; ")),
);
