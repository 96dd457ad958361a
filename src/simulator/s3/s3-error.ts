import { AwsError } from "../aws/aws-error.ts";
import { xmlElements } from "../aws/xml-elements.ts";
import type { WebReply } from "../web.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const statusOf: Record<string, number> = {
  AccessDenied: 403,
  IncompleteBody: 400,
  ExpiredToken: 400,
  InternalError: 500,
  InvalidArgument: 400,
  InvalidRange: 416,
  MethodNotAllowed: 405,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  NotImplemented: 501,
  SlowDown: 503,
};

export const s3Error = (code: string, message: string, fields: Record<string, string> = {}): AwsError =>
  new AwsError(code, message, fields, statusOf[code] ?? 400);

export const noSuchBucket = (name: string): AwsError =>
  s3Error("NoSuchBucket", "The specified bucket does not exist", { BucketName: name });

export const noSuchKey = (key: string): AwsError =>
  s3Error("NoSuchKey", "The specified key does not exist.", { Key: key });

export const slowDown = (): AwsError => s3Error("SlowDown", "Please reduce your request rate.");

/** What the other services say, in S3's words. */
const inItsWords: Record<string, { code: string; message: string }> = {
  ExpiredTokenException: { code: "ExpiredToken", message: "The provided token has expired." },
  InternalServerException: { code: "InternalError", message: "We encountered an internal error. Please try again." },
  AccessDeniedException: { code: "AccessDenied", message: "" },
  MissingAuthenticationTokenException: { code: "AccessDenied", message: "Access Denied" },
};

/** The error as S3 sends it; to HEAD there is no body, so that clients see no more than the status. */
export const s3ErrorReply = (
  error: AwsError,
  { method, requestId }: { method: string; requestId: string },
): WebReply => {
  const words = inItsWords[error.code];
  const code = words?.code ?? error.code;
  // S3 alone puts what it names in quotes.
  const message = words?.message || error.message.replace(/on resource: (arn:\S+)/, 'on resource: "$1"');
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${xmlElements({
    Code: code,
    Message: message,
    ...(error.fields as Record<string, string>),
    RequestId: requestId,
    HostId: "simulated",
  })}</Error>`;
  return {
    status: statusOf[code] ?? error.status,
    headers: { "content-type": "application/xml", "x-amz-request-id": requestId, "x-amz-id-2": "simulated" },
    ...(method === "HEAD" ? {} : { body }),
  };
};
