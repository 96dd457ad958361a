import { type QueryService, xmlReply } from "../aws/query-service.ts";
import { throttledWith } from "../aws/service.ts";
import { xmlElements } from "../aws/xml-elements.ts";
import { startInstances, stopInstances } from "./change-state.ts";
import { describeInstances } from "./describe-instances.ts";

type Words = { code: string; status: number; message(message: string): string };

/** What the other services say, as EC2 says it. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const inItsWords: Record<string, Words> = {
  AccessDeniedException: {
    code: "UnauthorizedOperation",
    status: 403,
    message: (message) => `You are not authorized to perform this operation. ${message}`,
  },
  ExpiredTokenException: { code: "RequestExpired", status: 400, message: () => "Request has expired." },
  MissingAuthenticationTokenException: {
    code: "AuthFailure",
    status: 401,
    message: () => "AWS was not able to validate the provided access credentials",
  },
  UnknownOperationException: { code: "InvalidAction", status: 400, message: (message) => message },
};

export const ec2: QueryService = {
  name: "ec2",
  operations: [describeInstances, startInstances, stopInstances],
  throttled: throttledWith("RequestLimitExceeded", "Request limit exceeded."),
  success(operation, requestId, result) {
    const content = xmlElements({ requestId, ...result });
    const xmlns = "http://ec2.amazonaws.com/doc/2016-11-15/";
    return xmlReply(200, requestId, `<${operation}Response xmlns="${xmlns}">${content}</${operation}Response>`);
  },
  failure(error, requestId) {
    const words = inItsWords[error.code];
    const fields = { Code: words?.code ?? error.code, Message: words?.message(error.message) ?? error.message };
    const content = xmlElements({ Errors: { Error: fields }, RequestID: requestId });
    return xmlReply(words?.status ?? error.status, requestId, `<Response>${content}</Response>`);
  },
  trailErrorCode: (code) => `Client.${code === "AccessDenied" ? "UnauthorizedOperation" : code}`,
};
