import { idpMetadataSource } from "../auth/idp-metadata-source.ts";
import { samlServiceProvider } from "../auth/saml.ts";
import { createHttpApp } from "../http/app.ts";
import { createLog } from "../http/log.ts";
import { openPostgres } from "../store/database.ts";
import { appContext, layFoundation } from "./compose.ts";
import type { ServeConfig } from "./config.ts";
import { listen } from "./listen.ts";
import { schedulerOf, systemClock } from "./system-time.ts";
import { version } from "./version.ts";

/** `stint serve`: the API. Any number may run on one database. */
export const startServe = async (config: ServeConfig) => {
  const log = createLog({ clock: systemClock, level: config.STINT_LOG_LEVEL });
  const foundation = await layFoundation({
    database: openPostgres({ url: config.STINT_DATABASE_URL }),
    clock: systemClock,
    scheduler: schedulerOf(systemClock),
    aws: {},
    log,
  });
  const metadata = config.STINT_SAML_METADATA_URL
    ? { url: config.STINT_SAML_METADATA_URL }
    : { file: config.STINT_SAML_METADATA_FILE ?? "" };
  const saml = samlServiceProvider({
    publicUrl: config.STINT_PUBLIC_URL,
    clock: systemClock,
    identityProvider: idpMetadataSource(metadata, systemClock),
  });
  const app = createHttpApp(
    appContext(foundation, {
      saml,
      publicUrl: config.STINT_PUBLIC_URL,
      version,
      limits: { trustedProxies: config.STINT_TRUSTED_PROXIES },
    }),
  );
  const http = await listen({ fetch: app.fetch, hostname: config.STINT_HOST, port: config.STINT_PORT });
  log.info({ url: http.url, version }, "serving");
  return {
    url: http.url,
    stop: async () => {
      await http.stop();
      await foundation.close();
    },
  };
};
