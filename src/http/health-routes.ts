import { Hono } from "hono";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";

/** `/healthz`: the process runs. `/readyz`: it can serve. `/metrics`: for Prometheus. None needs a session; none tells a secret. */
export const healthRoutes = ({ readiness, metrics }: Pick<AppContext, "readiness" | "metrics">): Hono<AppEnv> => {
  const routes = new Hono<AppEnv>()
    .get("/healthz", (c) => c.json({ status: "ok" }, 200, { "cache-control": "no-store" }))
    .get("/readyz", async (c) => {
      const answer = await readiness();
      if (answer.ready) return c.json(answer, 200, { "cache-control": "no-store" });
      return c.json(answer, 503, { "cache-control": "no-store", "retry-after": "5" });
    });
  if (!metrics) return routes;
  return routes.get("/metrics", async (c) =>
    c.text(await metrics(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  );
};
