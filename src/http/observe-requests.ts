import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import { type TracedSpan, untraced } from "../core/tracing.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";

const unobserved = new Set(["/healthz", "/readyz", "/metrics"]);
const methods = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/**
 * Each call is measured and traced by the pattern of its route, so that what people put into addresses makes no new names. A trace that
 * a caller claims is not gone on with: clients supply nothing that Stint relies on.
 */
export const observeRequests = ({ tracing = untraced, onAnswer }: AppContext) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (unobserved.has(c.req.path)) return next();
    const startedMs = performance.now();
    const method = methods.has(c.req.method) ? c.req.method : "OTHER";
    const finish = (span: TracedSpan) => {
      const route = routePath(c, -1);
      const { status } = c.res;
      span.rename(`${method} ${route}`);
      span.add({ "http.route": route, "http.response.status_code": status });
      if (status >= 500) span.fail();
      onAnswer?.({ method, route, status, seconds: (performance.now() - startedMs) / 1_000 });
    };
    const attributes = { "http.request.method": method };
    return tracing.span(method, { kind: "server", attributes }, async (span) => {
      await next();
      finish(span);
    });
  });
