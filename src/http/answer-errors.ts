import type { ErrorHandler, NotFoundHandler } from "hono";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { askedLogin } from "./asked-login.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { knownAnswer, toErrorResponse } from "./error-response.ts";
import { noSuchPage } from "./no-such-page.ts";
import { refusalPage } from "./refusal-page.ts";

/** Every error ends here: refusals are answered as they are, surprises are logged whole with the request id and answered blank. */
export const answerErrors =
  ({ log }: Pick<AppContext, "log">): ErrorHandler<AppEnv> =>
  async (error, c) => {
    const { requestId } = c.var;
    const known = knownAnswer(error);
    if (!known) log.error({ event: "http.failed", requestId, method: c.req.method, path: c.req.path, err: error });
    else if (error.cause) log.warn({ event: "http.refused", requestId, path: c.req.path, err: error });
    // A person who follows a link reads a page; everything else reads JSON.
    const isPage = c.req.path.startsWith("/auth/") && (c.req.header("accept") ?? "").includes("text/html");
    const response = isPage
      ? await refusalPage(error, { requestId, login: c.var.login ?? askedLogin(c) })
      : toErrorResponse(error, requestId);
    // Through `c`, so that headers set before the error (a cookie that is cleared) are kept.
    return c.newResponse(response.body, response);
  };

export const noSuchRoute: NotFoundHandler<AppEnv> = (c) => {
  const isPage = !/^\/(api|assets)\//.test(c.req.path) && (c.req.header("accept") ?? "").includes("text/html");
  if (isPage) return c.html(noSuchPage(), 404);
  const message = `There is nothing at ${c.req.method} ${c.req.path}. What there is stands in /api/openapi.json.`;
  const refusal = new EdgeRefusal("no-such-route", { code: "route.not-found", message });
  const response = toErrorResponse(refusal, c.var.requestId);
  return c.newResponse(response.body, response);
};
