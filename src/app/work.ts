import { createLog } from "../http/log.ts";
import { openPostgres } from "../store/database.ts";
import { layFoundation, startWork } from "./compose.ts";
import type { WorkConfig } from "./config.ts";
import { listenForMonitoring } from "./listen-for-monitoring.ts";
import { mailChannels } from "./mail.ts";
import { openTrail } from "./open-trail.ts";
import { schedulerOf, systemClock } from "./system-time.ts";
import { openTracing } from "./tracing/open-tracing.ts";
import { version } from "./version.ts";

/** `stint work`: the part that gives access and takes it away. Any number may run on one database. */
export const startWorkProcess = async (config: WorkConfig) => {
  const log = createLog({ clock: systemClock, level: config.STINT_LOG_LEVEL });
  const { tracing, close: closeTracing } = await openTracing(config, { serviceName: "stint-work", version, log });
  const foundation = await layFoundation({
    database: openPostgres({ url: config.STINT_DATABASE_URL }),
    clock: systemClock,
    scheduler: schedulerOf(systemClock),
    aws: {},
    log,
    tracing,
  });
  const notifiers = mailChannels(config);
  const trail = openTrail(config, { aws: foundation.aws, options: {}, scheduler: foundation.scheduler, log });
  const worker = await startWork(foundation, {
    notifiers,
    trail: trail?.source ?? null,
    groups: { admin: config.STINT_ADMIN_GROUP, auditor: config.STINT_AUDITOR_GROUP },
    cutTarget: config.STINT_CUT_TARGET,
  });
  const monitoring = await listenForMonitoring(config, foundation);
  log.info("working");
  return {
    stop: async () => {
      await worker.stop();
      await monitoring.stop();
      for (const notifier of notifiers) notifier.close();
      trail?.close();
      await foundation.close();
      await closeTracing();
    },
  };
};
