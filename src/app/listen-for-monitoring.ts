import { healthRoutes } from "../http/health-routes.ts";
import type { Foundation } from "./compose.ts";
import { listen } from "./listen.ts";

/** Serves `/healthz`, `/readyz` and `/metrics` on a port of their own, where one is set: for `work`, which has no other, and for `serve` away from the public. */
export const listenForMonitoring = async (
  config: { STINT_METRICS_HOST: string; STINT_METRICS_PORT?: number | undefined },
  foundation: Pick<Foundation, "readiness" | "metrics" | "log">,
): Promise<{ stop(): Promise<void> }> => {
  const { STINT_METRICS_HOST: hostname, STINT_METRICS_PORT: port } = config;
  if (port === undefined) return { stop: async () => undefined };
  const { readiness, metrics, log } = foundation;
  const { fetch } = healthRoutes({ readiness, metrics });
  const listening = await listen({ fetch, hostname, port, variable: "STINT_METRICS_PORT" });
  log.info({ url: listening.url }, "answering monitoring");
  return listening;
};
