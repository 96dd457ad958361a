import { hostname } from "node:os";
import type { Logger } from "pino";
import type { CommandContext } from "../commands/context.ts";
import { establishGroups } from "../commands/establish-groups.ts";
import { mayStart } from "../commands/may-start.ts";
import type { ActivitySource } from "../core/activity-source.ts";
import type { Notifier } from "../core/notifier.ts";
import { writesAtOnce } from "../core/pace.ts";
import type { Clock, Scheduler } from "../core/time.ts";
import type { Tracing } from "../core/tracing.ts";
import type { AppContext } from "../http/app-context.ts";
import { EventHub } from "../http/event-hub.ts";
import { defaultHttpLimits, type HttpLimits } from "../http/http-limits.ts";
import type { AwsOptions } from "../providers/aws/client-settings.ts";
import { type Database, openAside } from "../store/database.ts";
import { listenForEvents } from "../store/event-feed.ts";
import { createBoss, installJobs, jobsOf } from "../store/jobs.ts";
import { checkReadiness } from "../store/readiness.ts";
import { takeWorkerLock } from "../store/worker-lock.ts";
import { createPace } from "../worker/pace.ts";
import { startWorker, type Worker } from "../worker/start-worker.ts";
import { assertMigrated } from "./assert-migrated.ts";
import { connectAws } from "./connect-aws.ts";
import { createMetrics } from "./metrics/create-metrics.ts";
import { createInstruments } from "./metrics/instruments.ts";
import { observeAws } from "./observe-aws.ts";
import { uuidSource } from "./system-time.ts";
import { version } from "./version.ts";

const leaseMs = 30_000;

export type Foundation = Awaited<ReturnType<typeof layFoundation>>;

/** What every process of Stint stands on: the database, the job engine, the way to AWS, the time. */
export const layFoundation = async (facts: {
  database: Database;
  clock: Clock;
  scheduler: Scheduler;
  aws: AwsOptions;
  log: Logger;
  tracing: Tracing;
}) => {
  const { database, clock, scheduler, log, tracing } = facts;
  const instruments = createInstruments(version);
  await assertMigrated(database.db);
  const boss = createBoss(database);
  boss.on("error", (problem) => log.error({ err: problem }, "the job engine reports a problem"));
  await installJobs(boss);
  const pacing = new AbortController();
  const pace = instruments.measuredPace(createPace({ db: database.db, scheduler, signal: pacing.signal }));
  const aws = await connectAws({
    options: { ...facts.aws, observe: observeAws({ tracing, measured: instruments.observeCall }) },
    ...{ db: database.db, pace, scheduler },
  });
  const ctx: CommandContext = { db: database.db, clock, ids: uuidSource(clock), jobs: jobsOf(boss), tracing };
  // When more pages are asked for than the database can give at once, they wait in line for its connections; what happened does not.
  const aside = openAside(database);
  const events = new EventHub({
    db: aside.db,
    scheduler,
    listen: (on) => listenForEvents(database, on),
    warn: (problem) => log.warn({ err: problem }, "events are looked for, not told, until the database answers again"),
  });
  await events.start();
  const close = async () => {
    await events.stop();
    await aside.close();
    pacing.abort(new Error("Stint is stopping"));
    await boss.stop({ graceful: false });
    aws.close();
    await database.close();
  };
  const readiness = () =>
    checkReadiness(database.db, (problem) => log.warn({ err: problem }, "not ready: the database does not answer"));
  const metrics = createMetrics({ db: database.db, clock, version, instruments, log });
  return { ctx, database, clock, scheduler, boss, pace, aws, events, log, instruments, metrics, readiness, close };
};

/** The part that acts: it alone needs the right to write assignments. */
export const startWork = (
  foundation: Foundation,
  facts: {
    notifiers: readonly Notifier[];
    groups: { admin: string; auditor: string | undefined };
    cutTarget?: string | undefined;
    /** Where session activity is read; null where nobody set it. */
    trail: ActivitySource | null;
  },
): Promise<Worker> => {
  const { ctx, database, aws, pace, boss, scheduler, log, instruments } = foundation;
  const name = `${hostname()}-${ctx.ids.newId()}`;
  return startWorker(ctx, {
    self: { name, version },
    ...(database.kind === "postgres" ? { takeLock: () => takeWorkerLock(database, ctx.ids.newId) } : {}),
    engine: {
      api: aws.api,
      pace: (lane) => pace("sso-admin", lane),
      mayStart,
      holder: name,
      writesAtOnce,
      leaseMs,
      cutTarget: facts.cutTarget,
    },
    drift: aws.drift,
    cuts: { api: aws.cutPolicy, target: facts.cutTarget },
    source: aws.source,
    trail: facts.trail,
    scheduler,
    notifiers: facts.notifiers.map(instruments.measuredNotifier),
    boss,
    onProblem: (chore, problem) => {
      instruments.onChoreFailed(chore);
      log.error({ chore, err: problem }, "a chore failed and will be tried again");
    },
    onSync: async (result) => {
      log.info({ result }, "the directory was read");
      await establishGroups(ctx, facts.groups);
    },
  });
};

/** What the HTTP side is given. */
export const appContext = (
  foundation: Foundation,
  facts: Pick<AppContext, "saml" | "oidc" | "publicUrl" | "version"> & {
    limits?: Partial<HttpLimits>;
    /** False where a port of its own tells them. */
    tellsMetrics?: boolean;
  },
): AppContext => {
  const { ctx, aws, events, log, scheduler, instruments } = foundation;
  return {
    ...ctx,
    scheduler,
    events,
    lookup: aws.lookup,
    saml: facts.saml,
    oidc: facts.oidc,
    publicUrl: facts.publicUrl,
    identityCenterRegion: aws.region,
    version: facts.version,
    limits: { ...defaultHttpLimits, ...facts.limits },
    log,
    readiness: foundation.readiness,
    onAnswer: instruments.onAnswer,
    metrics: facts.tellsMetrics === false ? null : foundation.metrics,
  };
};
