import { CloudError, type CloudProblem } from "../../core/identity-center.ts";

type AwsAnswer = {
  name?: unknown;
  message?: unknown;
  RetryAfterSeconds?: unknown;
  Reason?: unknown;
  ResourceType?: unknown;
  $fault?: unknown;
  $metadata?: { httpStatusCode?: number };
  $response?: { headers?: Record<string, string> };
};

const throttlingNames = new Set([
  "ThrottlingException",
  "Throttling",
  "ThrottledException",
  "TooManyRequestsException",
  "RequestThrottledException",
  "RequestLimitExceeded",
  "SlowDown",
  // CloudTrail Lake: ten queries are under way already.
  "MaxConcurrentQueriesException",
]);

const conflictNames = new Set([
  "ConflictException",
  "ConcurrentModificationException",
  "PolicyChangesInProgressException",
  // Ours, from a call whose answer was lost: the next look finds it.
  "DuplicatePolicyException",
]);

/** Our own credentials ran out between two refreshes, or our clock drifted: the next attempt brings new ones. */
const passingNames = new Set([
  "ExpiredToken",
  "ExpiredTokenException",
  "RequestExpired",
  "RequestTimeTooSkewed",
  "RequestTimeout",
  "RequestTimeoutException",
]);

const problemOf = (error: AwsAnswer): CloudProblem => {
  const name = String(error.name);
  const status = error.$metadata?.httpStatusCode;
  if (throttlingNames.has(name) || status === 429) return "throttled";
  // Identity Center could not reach its own key, and says so as if the thing asked for were missing or wrong.
  if (String(error.Reason).startsWith("KMS_") && name !== "AccessDeniedException") return "unavailable";
  if (conflictNames.has(name)) return "conflict";
  // A missing identity store is a wrong configuration: it must never pass for a person who was deleted.
  if (name.endsWith("NotFoundException")) return error.ResourceType === "IDENTITY_STORE" ? "refused" : "not-found";
  if (name === "NoSuchKey") return "not-found";
  // Without a status there was no answer at all: the network, a timeout, or no credentials yet.
  if (status === undefined || status >= 500 || error.$fault === "server" || passingNames.has(name))
    return "unavailable";
  // An answer of 2xx that the SDK could not read tells nothing about what was done.
  return status >= 400 ? "refused" : "unavailable";
};

const retryAfterMsOf = (error: AwsAnswer): number | undefined => {
  const seconds = Number(error.RetryAfterSeconds ?? error.$response?.headers?.["retry-after"]);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
};

/** Puts whatever the SDK threw into our words, keeping AWS's own in the message. Total: every value becomes a `CloudError`. */
export const toCloudError = (error: unknown, operation: string): CloudError => {
  if (error instanceof CloudError) return error;
  const answer: AwsAnswer = typeof error === "object" && error !== null ? error : { message: error };
  const words = [answer.name, answer.message].filter((part) => typeof part === "string" && part !== "");
  const retryAfterMs = retryAfterMsOf(answer);
  return new CloudError({
    problem: problemOf(answer),
    operation,
    message: words.length > 0 ? words.join(": ") : "AWS gave no answer.",
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause: error,
  });
};

const denials = new Set(["AccessDeniedException", "AccessDenied", "UnauthorizedOperation", "NotAuthorizedException"]);

/** Whether AWS refused for want of a right, and for nothing else. */
export const isDenied = (error: CloudError): boolean => error.cause instanceof Error && denials.has(error.cause.name);
