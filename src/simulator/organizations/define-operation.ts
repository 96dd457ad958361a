import { AwsError } from "../aws/aws-error.ts";
import { operationOf, type RefuseInput } from "../aws/operation.ts";

/** Organizations has an exception of its own for wrong input, with the reason as a field. */
const refuseAsInvalidInput: RefuseInput = (violations) =>
  new AwsError("InvalidInputException", violations.map((violation) => violation.message).join("; "), {
    Reason: violations[0]?.reason ?? "INVALID_PATTERN",
  });

export const organizationsOperation = operationOf(refuseAsInvalidInput);
