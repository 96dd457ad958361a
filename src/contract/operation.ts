import type { z } from "zod";
import type { ScopeName } from "../core/scopes.ts";

/** How a success is answered when not as JSON. */
type OtherMedia = "text/csv" | "text/event-stream";

/**
 * One call of the API: where it is, what it takes, what it answers. Server, command line and console read the same object, and the
 * OpenAPI description is made from it.
 */
export type Operation<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Headers extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> = {
  id: string;
  method: "get" | "post" | "put" | "delete";
  /** Below `/api/v1`, with parameters in braces. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  /** What an API client's token must carry; null when any token will do. */
  scope: ScopeName | null;
  params?: Params;
  query?: Query;
  headers?: Headers;
  body?: Body;
  /** Whether the body may be left out altogether. */
  bodyOptional?: boolean;
  /** Absent: the answer has no body. */
  output?: Output;
  media?: OtherMedia;
  /** The statuses of success, the usual one first. */
  statuses: readonly [number, ...number[]];
  /** What it can be refused with besides 400, 401, 403, 413, 415, 429, 500 and, while the database is away, 503; here 503 is said of AWS. */
  refusals?: readonly (404 | 409 | 503)[];
};

/** Keeps the exact types of an operation's parts. */
export const operation = <
  Params extends z.ZodType,
  Query extends z.ZodType,
  Headers extends z.ZodType,
  Body extends z.ZodType,
  Output extends z.ZodType,
>(
  described: Operation<Params, Query, Headers, Body, Output>,
): Operation<Params, Query, Headers, Body, Output> => described;

/** What a client writes into a call, before it crosses the wire: every parameter of the query is text there. */
export type Given<Op extends Operation> = {
  params?: z.input<NonNullable<Op["params"]>>;
  query?: { [Name in keyof z.input<NonNullable<Op["query"]>>]?: string | undefined };
  body?: z.input<NonNullable<Op["body"]>>;
};

/** What a client reads from the answer. */
export type Answer<Op extends Operation> = z.output<NonNullable<Op["output"]>>;
