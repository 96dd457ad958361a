import { join } from "node:path";
import { idpMetadataSource } from "../auth/idp-metadata-source.ts";
import { samlServiceProvider } from "../auth/saml.ts";
import { establishGroups } from "../commands/establish-groups.ts";
import { syncDirectory } from "../commands/sync-directory.ts";
import { createHttpApp } from "../http/app.ts";
import { createLog } from "../http/log.ts";
import { sesNotifier } from "../notify/ses.ts";
import { startSimulator } from "../simulator/start.ts";
import { lastSucceededSync } from "../store/directory-syncs.ts";
import { migrate } from "../store/migrate.ts";
import { dropLeases } from "../store/sweep.ts";
import { activityConfig } from "./activity-config.ts";
import { appContext, layFoundation, startWork } from "./compose.ts";
import type { DemoConfig } from "./config.ts";
import { establishDemoPolicies } from "./demo-policies.ts";
import { listen } from "./listen.ts";
import { lockDataDir } from "./lock-data-dir.ts";
import { openDemoDatabase } from "./open-demo-database.ts";
import { openTrail } from "./open-trail.ts";
import { portProblem } from "./start-problem.ts";
import { schedulerOf } from "./system-time.ts";
import { openTracing } from "./tracing/open-tracing.ts";
import { version } from "./version.ts";

const host = "127.0.0.1";
const monthMs = 30 * 24 * 3_600_000;
/** What the simulated AWS asks of its callers: anything. */
const aws = { region: "eu-central-1", credentials: { accessKeyId: "delegated", secretAccessKey: "demo" } };
const trailConfig = activityConfig({ STINT_ACTIVITY_SOURCE: "s3", STINT_TRAIL_BUCKET: "acme-org-trail" });
const groups = { admin: "stint-admins", auditor: "stint-auditors" };

/**
 * `stint demo`: everything in one process on the loopback address, with a simulated AWS and an embedded database; nothing to set up and
 * nothing to pay. Time is the simulator's, so moving its clock moves all of it. The data outlives a restart.
 */
export const startDemo = async (config: DemoConfig) => {
  const publicUrl = `http://${host}:${config.STINT_PORT}`;
  const folder = lockDataDir(config.STINT_DATA_DIR);
  const simulator = await startSimulator({
    port: config.STINT_SIMULATOR_PORT,
    dataDir: join(config.STINT_DATA_DIR, "aws"),
    stintUrl: publicUrl,
    trailIsNeverSilent: true,
  }).catch((problem) => {
    throw portProblem(problem, { port: config.STINT_SIMULATOR_PORT, variable: "STINT_SIMULATOR_PORT" });
  });
  const { clock } = simulator;
  const log = createLog({ clock, level: config.STINT_LOG_LEVEL });
  const database = await openDemoDatabase(config.STINT_DATA_DIR);
  await migrate(database.db);
  await dropLeases(database.db);
  const { tracing, close: closeTracing } = await openTracing(config, { serviceName: "stint-demo", version, log });
  const foundation = await layFoundation({
    database,
    clock,
    scheduler: schedulerOf(clock, (listener) => clock.onJump(listener)),
    aws: { ...aws, endpoint: simulator.url },
    log,
    tracing,
  });
  const mail = sesNotifier({ from: "Stint <stint@acme.example>", publicUrl, endpoint: simulator.url, ...aws });
  if (!(await lastSucceededSync(database.db))) await syncDirectory(foundation.ctx, { source: foundation.aws.source });
  await establishGroups(foundation.ctx, groups);
  await establishDemoPolicies(foundation.ctx, `${simulator.url}/portal`);
  const trail = openTrail(trailConfig, { ...foundation, options: { ...aws, endpoint: simulator.url } });
  const worker = await startWork(foundation, { notifiers: [mail], groups, trail: trail?.source ?? null });
  const saml = samlServiceProvider({
    publicUrl,
    clock,
    identityProvider: idpMetadataSource({ url: `${simulator.url}/portal/saml/metadata` }, clock),
  });
  const limits = { sessionIdleMs: monthMs, sessionAbsoluteMs: monthMs };
  const app = createHttpApp(appContext(foundation, { saml, publicUrl, version, limits }));
  const http = await listen({ fetch: app.fetch, hostname: host, port: config.STINT_PORT });
  return {
    url: http.url,
    simulatorUrl: simulator.url,
    stop: async () => {
      await http.stop();
      await worker.stop();
      mail.close();
      trail?.close();
      await foundation.close();
      await closeTracing();
      await simulator.stop();
      folder.release();
    },
  };
};

/** What a newcomer reads first. */
export const greeting = (demo: { url: string; simulatorUrl: string }): string => `
  Stint is ready.

    Stint                     ${demo.url}
    Simulated access portal   ${demo.simulatorUrl}/portal
    Mailbox                   ${demo.simulatorUrl}/mailbox
    API description           ${demo.url}/api/openapi.json

  Sign in at the portal as anyone, then open Stint from its tile. For instance:

    amira.haddad     payments engineer: asks for access to payments production
    mateo.garcia     payments lead: approves it
    grace.okafor     admin: policies, settings, can end any access
    ingrid.larsen    auditor: reads everything

  See the assignments come and go with the AWS CLI (any credentials will do):

    aws sso-admin list-instances --endpoint-url ${demo.simulatorUrl} --region eu-central-1

  Stop with Ctrl+C; everything is kept for the next start.
`;
