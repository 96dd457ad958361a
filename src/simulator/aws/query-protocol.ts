import type { AwsError } from "./aws-error.ts";
import { type QueryService, xmlReply } from "./query-service.ts";
import { xmlElements } from "./xml-elements.ts";

/** The query services name some errors otherwise than the JSON services do. */
const queryCode = (code: string) =>
  code
    .replace(/^(ExpiredToken|MissingAuthenticationToken)Exception$/, "$1")
    .replace(/^AccessDeniedException$/, "AccessDenied");

/** How STS and IAM wrap what they answer. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html */
export const queryProtocol = (xmlns: string): Pick<QueryService, "success" | "failure"> => ({
  success(operation, requestId, result) {
    const content = xmlElements({ [`${operation}Result`]: result, ResponseMetadata: { RequestId: requestId } });
    return xmlReply(200, requestId, `<${operation}Response xmlns="${xmlns}">${content}</${operation}Response>`);
  },
  failure(error: AwsError, requestId) {
    const content = xmlElements({
      Error: { Type: error.status >= 500 ? "Receiver" : "Sender", Code: queryCode(error.code), Message: error.message },
      RequestId: requestId,
    });
    return xmlReply(error.status, requestId, `<ErrorResponse xmlns="${xmlns}">${content}</ErrorResponse>`);
  },
});
