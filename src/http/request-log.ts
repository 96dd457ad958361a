import { createMiddleware } from "hono/factory";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";

const quiet = new Set(["/healthz", "/readyz", "/metrics"]);

/** One line for each call: who, what, how it ended. Never the query or the body, where secrets travel. */
export const logRequests = ({ log }: AppContext) =>
  createMiddleware<AppEnv>(async (c, next) => {
    const startedMs = performance.now();
    await next();
    if (quiet.has(c.req.path)) return;
    log.info({
      event: "http.request",
      requestId: c.var.requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - startedMs),
      personId: c.var.caller?.personId,
      via: c.var.caller?.via,
    });
  });
