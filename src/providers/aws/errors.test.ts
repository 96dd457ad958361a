import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { CloudError } from "../../core/identity-center.ts";
import { toCloudError } from "./errors.ts";

const answered = (name: string, httpStatusCode: number, more: object = {}) =>
  Object.assign(new Error("the words of AWS"), { name, $metadata: { httpStatusCode }, ...more });

const problemOf = (error: unknown) => toCloudError(error, "DoThing").problem;

describe("AWS's exceptions in our words", () => {
  it("keeps AWS's words and the operation", () => {
    const error = toCloudError(answered("ConflictException", 409), "CreateAccountAssignment");
    assert.ok(error instanceof CloudError);
    assert.equal(error.message, "ConflictException: the words of AWS");
    assert.equal(error.operation, "CreateAccountAssignment");
  });

  it("tells throttling from refusal, whichever service says it", () => {
    assert.equal(problemOf(answered("ThrottlingException", 400)), "throttled");
    assert.equal(problemOf(answered("TooManyRequestsException", 400)), "throttled");
    assert.equal(problemOf(answered("Whatever", 429)), "throttled");
    assert.equal(problemOf(answered("AccessDeniedException", 400)), "refused");
    assert.equal(problemOf(answered("ValidationException", 400)), "refused");
    assert.equal(problemOf(answered("ServiceQuotaExceededException", 402)), "refused");
  });

  it("passes on how long AWS asks to wait", () => {
    assert.equal(toCloudError(answered("ThrottlingException", 400, { RetryAfterSeconds: 3 }), "X").retryAfterMs, 3_000);
    const byHeader = answered("ThrottlingException", 400, { $response: { headers: { "retry-after": "2" } } });
    assert.equal(toCloudError(byHeader, "X").retryAfterMs, 2_000);
    assert.equal(toCloudError(answered("ThrottlingException", 400), "X").retryAfterMs, undefined);
  });

  it("takes no answer, an unreadable answer and a failing server for unavailable", () => {
    assert.equal(problemOf(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" })), "unavailable");
    assert.equal(problemOf(new DOMException("timed out", "TimeoutError")), "unavailable");
    assert.equal(problemOf(answered("InternalServerException", 500)), "unavailable");
    assert.equal(problemOf(answered("SyntaxError", 200)), "unavailable");
    assert.equal(problemOf(answered("ExpiredTokenException", 403)), "unavailable");
    assert.equal(problemOf("no error at all"), "unavailable");
    assert.equal(problemOf(undefined), "unavailable");
  });

  it("takes nothing for a deleted person that is a missing store or an unreachable key", () => {
    assert.equal(problemOf(answered("ResourceNotFoundException", 404, { ResourceType: "USER" })), "not-found");
    assert.equal(problemOf(answered("ResourceNotFoundException", 404, { ResourceType: "IDENTITY_STORE" })), "refused");
    const keyMissing = answered("ResourceNotFoundException", 404, { Reason: "KMS_KEY_NOT_FOUND" });
    assert.equal(problemOf(keyMissing), "unavailable");
  });
});
