import type { RouteConfig } from "@hono/zod-openapi";
import { z } from "zod";
import type { Operation } from "../contract/operation.ts";
import { errorBody } from "../contract/reason.ts";

const explained: Record<number, string> = {
  400: "The input is not as described, or a rule refuses it; `reasons` says all that is wrong.",
  401: "Nobody is signed in, or the token is no good (any more).",
  403: "You may not do this, the token lacks the scope, or the call came from another origin.",
  404: "There is no such thing, or you may not know of it.",
  409: "It has changed meanwhile, or this was done before.",
  413: "The body is too large.",
  415: "The body is not JSON.",
  429: "Too many calls; `Retry-After` says how many seconds to wait.",
  500: "Something went wrong on our side.",
  503: "Not at the moment: Stint cannot reach its database, or AWS. Try again, in as many seconds as `Retry-After` says if it is there.",
};

const successes: Record<number, string> = {
  200: "Done.",
  201: "Made.",
  202: "Accepted; it happens soon.",
  204: "Done; there is nothing to say.",
};

const failure = (status: number) => ({
  description: explained[status] ?? "Refused.",
  content: { "application/json": { schema: errorBody } },
});

const success = (operation: Operation, status: number) => {
  const description = successes[status] ?? "Done.";
  if (operation.media) return { description, content: { [operation.media]: { schema: z.string() } } };
  return operation.output
    ? { description, content: { "application/json": { schema: operation.output } } }
    : { description };
};

const isObject = (schema: z.ZodType | undefined): schema is z.ZodObject => schema instanceof z.ZodObject;

/** The operation as the OpenAPI document describes it. */
export const describeOperation = (operation: Operation): RouteConfig => {
  const always = [400, 401, 403, 429, 500, 503];
  const refused = new Set([...always, ...(operation.body ? [413, 415] : []), ...(operation.refusals ?? [])]);
  const { params, query, headers, body } = operation;
  return {
    operationId: operation.id,
    method: operation.method,
    path: operation.path,
    tags: [operation.tag],
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    security: [{ session: [] }, { token: operation.scope ? [operation.scope] : [] }],
    request: {
      ...(isObject(params) ? { params } : {}),
      ...(isObject(query) ? { query } : {}),
      ...(isObject(headers) ? { headers } : {}),
      ...(body
        ? { body: { required: !operation.bodyOptional, content: { "application/json": { schema: body } } } }
        : {}),
    },
    responses: Object.fromEntries([
      ...operation.statuses.map((status) => [status, success(operation, status)] as const),
      ...[...refused].sort().map((status) => [status, failure(status)] as const),
    ]),
  };
};
