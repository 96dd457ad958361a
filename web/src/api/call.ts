import { ApiProblem, signedOut, unreachable } from "./api-problem.ts";
import { sessionIsOver } from "./session.ts";

type Asked = {
  query?: Record<string, string | undefined>;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
};

const addressOf = (path: string, query: Asked["query"] = {}) => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const search = new URLSearchParams(given).toString();
  return `/api/v1${path}${search ? `?${search}` : ""}`;
};

const problemOf = async (response: Response) => {
  const body = await response.json().catch(() => undefined);
  const { status } = response;
  return new ApiProblem(
    status,
    body?.error ?? { code: "answer.unreadable", message: `Stint answered ${status}.`, requestId: "" },
  );
};

/** One call of the API. That nobody is signed in any more is told to the whole console, which leads back in. */
export const call = async <T>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  asked: Asked = {},
): Promise<T> => {
  const { query, body, headers, signal } = asked;
  const response = await fetch(addressOf(path, query), {
    method,
    headers: { accept: "application/json", ...(body ? { "content-type": "application/json" } : {}), ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
    ...(signal ? { signal } : {}),
  }).catch((problem) => {
    throw signal?.aborted ? problem : unreachable();
  });
  // An answer without a body is only asked for as `void`.
  if (response.ok) return response.status === 204 ? (undefined as T) : response.json();
  if (response.status === 401) {
    sessionIsOver();
    throw signedOut();
  }
  throw await problemOf(response);
};
