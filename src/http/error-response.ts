import { HTTPException } from "hono/http-exception";
import { ZodError } from "zod";
import type { Reason } from "../core/decision.ts";
import { Refusal, type RefusalKind } from "../core/refusal.ts";
import { isDatabaseAway } from "../store/database-away.ts";
import { EdgeRefusal, type EdgeRefusalKind } from "./edge-refusal.ts";
import { fieldReasons } from "./field-reasons.ts";

/** The body of every answer that is not a success. `reasons` holds all that is wrong; the first is repeated on top. */
type ErrorBody = { error: { code: string; message: string; requestId: string; reasons?: Reason[] } };

const statusOfRefusal: Record<RefusalKind, number> = {
  invalid: 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
  unavailable: 503,
};

const statusOfEdgeRefusal: Record<EdgeRefusalKind, number> = {
  malformed: 400,
  unauthenticated: 401,
  "no-such-route": 404,
  "wrong-method": 405,
  "too-large": 413,
  "wrong-media-type": 415,
  "too-many": 429,
};

type Answer = { status: number; reasons: [Reason, ...Reason[]]; headers?: Record<string, string> };

const internal: Reason = {
  code: "internal",
  message: "Something went wrong on our side. Try again; if it stays, tell your administrators this request id.",
};

/** What was sent may have been done all the same: the answer to a commit can be lost. */
const databaseAway: Reason = {
  code: "database.unavailable",
  message:
    "Stint cannot reach its database right now. Try again in a few seconds; if you sent something, look first whether it was done.",
};
/** Seconds: a server that starts anew, or another that takes its place, rarely needs longer than a few of them. */
const databaseIsBackIn = "5";

const malformed: Reason = { code: "body.malformed", message: "The body is not what its content type says it is." };

/** Undefined for surprises: those are logged whole and answered blank. */
export const knownAnswer = (error: unknown): Answer | undefined => {
  if (error instanceof Refusal) {
    const [first, ...rest] = error.reasons;
    return {
      status: statusOfRefusal[error.kind],
      reasons: [first ?? { code: error.code, message: error.message }, ...rest],
    };
  }
  if (error instanceof EdgeRefusal) {
    return { status: statusOfEdgeRefusal[error.kind], reasons: [error.reason], headers: error.headers };
  }
  if (error instanceof ZodError) return { status: 400, reasons: fieldReasons(error) };
  // Hono's validators throw this for a body that cannot be read as what it claims to be.
  if (error instanceof HTTPException && error.status === 400) return { status: 400, reasons: [malformed] };
  return undefined;
};

const unknownAnswer = (error: unknown): Answer =>
  isDatabaseAway(error)
    ? { status: 503, reasons: [databaseAway], headers: { "retry-after": databaseIsBackIn } }
    : { status: 500, reasons: [internal] };

/** The only place that knows status codes. What is not a refusal says nothing but the request id, and that the database is away. */
export const describeError = (error: unknown, requestId: string) => {
  const { status, reasons, headers } = knownAnswer(error) ?? unknownAnswer(error);
  const [{ code, message }] = reasons;
  const told = reasons.length > 1 || reasons[0].field !== undefined ? { reasons } : {};
  const body: ErrorBody = { error: { code, message, requestId, ...told } };
  return { status, headers: { "cache-control": "no-store", ...headers }, body };
};

export const toErrorResponse = (error: unknown, requestId: string): Response => {
  const { status, headers, body } = describeError(error, requestId);
  return Response.json(body, { status, headers });
};
