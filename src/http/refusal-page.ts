import { html } from "hono/html";
import { describeError } from "./error-response.ts";

/** The same refusal for a person at a browser, with the way on. */
export const refusalPage = async (problem: unknown, requestId: string): Promise<Response> => {
  const { status, headers, body } = describeError(problem, requestId);
  const { error } = body;
  const page = await html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<title>Not signed in · Stint</title></head>
<body><main><h1>You are not signed in</h1>
<p role="alert">${error.message}</p>
<p><a href="/auth/saml/login">Sign in again</a></p>
<p><small>${error.code} · request ${error.requestId}</small></p></main></body></html>`;
  return new Response(page, { status, headers: { ...headers, "content-type": "text/html; charset=utf-8" } });
};
