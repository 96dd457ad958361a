import { createHttpApp } from "../http/app.ts";
import { createLog } from "../http/log.ts";
import { openPostgres } from "../store/database.ts";
import { appContext, layFoundation } from "./compose.ts";
import type { ServeConfig } from "./config.ts";
import { listen } from "./listen.ts";
import { listenForMonitoring } from "./listen-for-monitoring.ts";
import { assertMetadataFile, signInWays } from "./sign-in-ways.ts";
import { schedulerOf, systemClock } from "./system-time.ts";
import { openTracing } from "./tracing/open-tracing.ts";
import { version } from "./version.ts";

/** `stint serve`: the API. Any number may run on one database. */
export const startServe = async (config: ServeConfig) => {
  await assertMetadataFile(config);
  const log = createLog({ clock: systemClock, level: config.STINT_LOG_LEVEL });
  const { tracing, close: closeTracing } = await openTracing(config, { serviceName: "stint-serve", version, log });
  const foundation = await layFoundation({
    database: openPostgres({ url: config.STINT_DATABASE_URL }),
    clock: systemClock,
    scheduler: schedulerOf(systemClock),
    aws: {},
    log,
    tracing,
  });
  const decideMaxAge = config.STINT_DECIDE_MAX_AGE_MINUTES;
  const app = createHttpApp(
    appContext(foundation, {
      ...signInWays({ config, clock: systemClock, log }),
      publicUrl: config.STINT_PUBLIC_URL,
      version,
      tellsMetrics: config.STINT_METRICS_PORT === undefined,
      limits: {
        trustedProxies: config.STINT_TRUSTED_PROXIES,
        decideMaxAgeMs: decideMaxAge === undefined ? null : decideMaxAge * 60_000,
      },
    }),
  );
  const http = await listen({ fetch: app.fetch, hostname: config.STINT_HOST, port: config.STINT_PORT });
  const monitoring = await listenForMonitoring(config, foundation);
  log.info({ url: http.url, version }, "serving");
  return {
    url: http.url,
    stop: async () => {
      await http.stop();
      await monitoring.stop();
      await foundation.close();
      await closeTracing();
    },
  };
};
