import { AwsError } from "../aws/aws-error.ts";
import { operationOf } from "../aws/operation.ts";

export const invalidParameter = (message: string) => new AwsError("InvalidParameterException", message);

export const notFound = (message: string) => new AwsError("ResourceNotFoundException", message);

export const logsOperation = operationOf((violations) =>
  invalidParameter(
    `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected: ${violations.map((violation) => violation.message).join("; ")}`,
  ),
);
