import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { z } from "zod";
import type { Caller } from "../commands/context.ts";
import type { Operation } from "../contract/operation.ts";
import type { PersonInGroups } from "../core/directory.ts";
import { notFound } from "../core/refusal.ts";
import { assertScope, holdsScope, type ScopeName } from "../core/scopes.ts";
import type { AppEnv } from "./app-env.ts";
import { describeOperation } from "./describe-operation.ts";
import type { Personas } from "./find-personas.ts";
import { readJsonBody } from "./read-json-body.ts";

/** Whether the token, if the call came with one, carries this scope: no ability is offered without it. */
export type Holds = (scope: ScopeName) => boolean;

export type Api = OpenAPIHono<AppEnv>;

/** What a handler is given: input that has its declared shape, and who asks. */
export type Call<P extends z.ZodType, Q extends z.ZodType, H extends z.ZodType, B extends z.ZodType> = {
  params: z.output<P>;
  query: z.output<Q>;
  headers: z.output<H>;
  body: z.output<B>;
  caller: Caller;
  person: PersonInGroups;
  personas: Personas;
  holds: Holds;
  c: Context<AppEnv>;
};

/** What is in the path and has not the shape of an id is the id of nothing. */
const parseParams = (operation: Operation, params: Record<string, string>) => {
  const parsed = operation.params?.safeParse(params);
  if (parsed && !parsed.success)
    throw notFound(operation.path.split("/")[1]?.replace(/ies$/, "y").replace(/s$/, "") ?? "page");
  return parsed?.data;
};

/** A parameter given several times is a list; one given once is itself. */
const givenQuery = (c: Context) =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, values]) => [name, values.length === 1 ? values[0] : values]),
  );

const parseBody = async (operation: Operation, c: Context) => {
  if (!operation.body) return undefined;
  const given = await readJsonBody(c);
  return operation.body.parse(given === undefined && operation.bodyOptional ? {} : given);
};

/** What we answer has the declared shape too: undeclared fields fall off, and missing ones are our mistake, not the caller's. */
const shapedAnswer = (operation: Operation, output: z.ZodType, value: unknown): unknown => {
  const shaped = output.safeParse(value);
  if (!shaped.success) throw new Error(`${operation.id} does not answer as declared`, { cause: shaped.error });
  return shaped.data;
};

/** Serves one operation of the contract: scope, parse, handle, present; and describes it in the OpenAPI document. */
export const serve = <
  P extends z.ZodType,
  Q extends z.ZodType,
  H extends z.ZodType,
  B extends z.ZodType,
  O extends z.ZodType,
>(
  api: Api,
  operation: Operation<P, Q, H, B, O>,
  handle: (call: Call<P, Q, H, B>) => Promise<z.input<O> | Response | undefined>,
): void => {
  api.openAPIRegistry.registerPath(describeOperation(operation));
  const path = operation.path.replaceAll(/\{(\w+)\}/g, ":$1");
  api.on([operation.method.toUpperCase()], [path], async (c) => {
    if (operation.scope) assertScope(c.var.scopes, operation.scope);
    const { caller, person, personas } = c.var;
    const holds = (scope: ScopeName) => holdsScope(c.var.scopes, scope);
    // The schemas of the operation give these the types that `Call` names.
    const input = {
      params: parseParams(operation, c.req.param()),
      query: operation.query?.parse(givenQuery(c)),
      headers: operation.headers?.parse(c.req.header()),
      body: await parseBody(operation, c),
    } as Pick<Call<P, Q, H, B>, "params" | "query" | "headers" | "body">;
    const [usualStatus] = operation.statuses;
    // Hono's type for statuses is a closed union; the contract's are numbers out of it.
    c.status(usualStatus as 200);
    c.header("cache-control", "no-store");
    const value = await handle({ ...input, caller, person, personas, holds, c });
    if (value instanceof Response) return value;
    return operation.output ? c.json(shapedAnswer(operation, operation.output, value)) : c.body(null);
  });
};
