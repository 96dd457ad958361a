import type { Answer, Given, Operation } from "../contract/operation.ts";
import type { Found } from "./credentials.ts";
import { exchange, interruption, Unreachable } from "./exchange.ts";
import { CliProblem } from "./problem.ts";
import { refusedBy } from "./refused.ts";
import type { Surroundings } from "./surroundings.ts";
import { forgetToken, type Token, takeToken } from "./token.ts";

/** The answer as it came, and what it means. */
export type Answered<Value> = { value: Value; text: string };

type Asked = { params?: unknown; query?: object; body?: unknown };

const urlOf = (base: string, path: string, { params, query }: Asked): URL => {
  const named = (params ?? {}) as Record<string, string>;
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named[name] ?? ""));
  const url = new URL(`/api/v1${filled}`, base);
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, value);
  return url;
};

/**
 * The API, called by its contract. Answers are not checked against it: what a newer Stint says beyond it, or differently, must not stop an
 * older command line.
 */
export const createClient = (s: Surroundings, found: Found) => {
  let token: Promise<Token> | undefined;

  const send = async (operation: Operation, asked: Asked, headers: Record<string, string>) => {
    const url = urlOf(found.url, operation.path, asked);
    token ??= takeToken(s, found);
    const held = await token;
    const response = await exchange(s, url, {
      method: operation.method.toUpperCase(),
      headers: {
        authorization: `Bearer ${held.text}`,
        accept: `${operation.media ?? "application/json"}, application/json`,
        ...(asked.body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    });
    return { response, url, held };
  };

  /** A token may have been revoked, or Stint's clock moved, since it was kept: a new one is tried once. */
  const open = async (operation: Operation, asked: Asked, headers: Record<string, string>): Promise<Response> => {
    const first = await send(operation, asked, headers);
    if (first.response.ok) return first.response;
    if (first.response.status !== 401 || first.held.isNew) throw await refusedBy(first.response, first.url);
    await first.response.body?.cancel();
    forgetToken(s);
    token = undefined;
    const again = await send(operation, asked, headers);
    if (!again.response.ok) throw await refusedBy(again.response, again.url);
    return again.response;
  };

  /** The answer began and did not end. */
  const brokenOff = (problem: unknown): never => {
    throw s.interrupted.aborted ? interruption() : new Unreachable(found.url, problem);
  };

  return {
    url: found.url,
    clientId: found.clientId,
    call: async <Op extends Operation>(
      operation: Op,
      asked: Given<Op> = {},
      headers: Record<string, string> = {},
    ): Promise<Answered<Answer<Op>>> => {
      const response = await open(operation, asked as Asked, headers);
      const text = await response.text().catch(brokenOff);
      if (text === "") return { value: undefined as Answer<Op>, text };
      try {
        return { value: JSON.parse(text) as Answer<Op>, text };
      } catch {
        throw new CliProblem("trouble", `${found.url} answered with something that is not JSON. Is the address right?`);
      }
    },
    /** An answer that is a file, piece by piece. */
    download: async function* <Op extends Operation>(operation: Op, asked: Given<Op> = {}): AsyncGenerator<string> {
      const response = await open(operation, asked as Asked, {});
      const decoder = new TextDecoder();
      try {
        for await (const piece of response.body ?? []) yield decoder.decode(piece, { stream: true });
      } catch (problem) {
        brokenOff(problem);
      }
      yield decoder.decode();
    },
  };
};

export type Client = ReturnType<typeof createClient>;
