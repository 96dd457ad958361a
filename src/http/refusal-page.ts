import { html } from "hono/html";
import { describeError } from "./error-response.ts";
import { type Login, loginAddress, loginPath } from "./ways-in.ts";

/** What went wrong in a few words: that somebody is not signed in is only one of the things that can. */
const titleOf = (status: number): string => {
  if (status === 401 || status === 403) return "You are not signed in";
  if (status === 429) return "Too many attempts";
  if (status === 503) return "Signing in is not possible right now";
  return status < 500 ? "That did not work" : "Something went wrong";
};

/** The same refusal for a person at a browser, with the way on. */
export const refusalPage = async (
  problem: unknown,
  { requestId, login }: { requestId: string; login: Login },
): Promise<Response> => {
  const { status, headers, body } = describeError(problem, requestId);
  const { error } = body;
  const title = titleOf(status);
  const page = await html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>${title} · Stint</title></head>
<body><main><h1>${title}</h1>
<p role="alert">${error.message}</p>
<p><a href="${loginAddress(loginPath, login)}">Sign in again</a></p>
<p><small>${error.code} · request ${error.requestId}</small></p></main></body></html>`;
  return new Response(page, { status, headers: { ...headers, "content-type": "text/html; charset=utf-8" } });
};
