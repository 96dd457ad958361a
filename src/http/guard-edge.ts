import type { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import { methodNotAllowed } from "hono/method-not-allowed";
import { requestId } from "hono/request-id";
import { answerErrors, noSuchRoute } from "./answer-errors.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { EdgeRefusal } from "./edge-refusal.ts";
import { toErrorResponse } from "./error-response.ts";
import { limitBody } from "./limits.ts";
import { observeRequests } from "./observe-requests.ts";
import { logRequests } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";

const wrongMethod = (requestId: string, methods: string[]) => {
  const allow = methods.join(", ");
  const message = `This address answers ${allow} only.`;
  return toErrorResponse(
    new EdgeRefusal("wrong-method", { code: "route.wrong-method", message }, { allow }),
    requestId,
  );
};

/** The body of a GET that nobody will read: a stream left open would count as a line of the caller's until it runs over. */
const dropUnread = createMiddleware(async (c, next) => {
  await next();
  if (c.req.method === "HEAD") await c.res.body?.cancel();
});

/** What holds for every route, put in front of all of them: call it first. Every request has an id, and every error one shape. */
export const guardEdge = (app: Hono<AppEnv>, context: AppContext): void => {
  app.use(requestId({ generator: () => context.ids.newId(), limitLength: 64 }));
  app.use(observeRequests(context));
  app.use(logRequests(context));
  app.use(securityHeaders(context));
  app.use(
    methodNotAllowed({ app, onMethodNotAllowed: (c, methods) => wrongMethod(String(c.get("requestId")), methods) }),
  );
  app.use(limitBody(context));
  app.use(dropUnread);
  app.onError(answerErrors(context));
  app.notFound(noSuchRoute);
};
