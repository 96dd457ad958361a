import { Hono } from "hono";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";

/** `/healthz`: the process runs. `/readyz`: it can serve. `/metrics`: for Prometheus. None needs a session; none tells a secret. */
export const healthRoutes = (context: AppContext): Hono<AppEnv> =>
  new Hono<AppEnv>()
    .get("/healthz", (c) => c.json({ status: "ok" }, 200, { "cache-control": "no-store" }))
    .get("/readyz", async (c) => {
      const readiness = await context.readiness();
      return c.json(readiness, readiness.ready ? 200 : 503, { "cache-control": "no-store" });
    })
    .get("/metrics", async (c) =>
      c.text(await context.metrics(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
    );
