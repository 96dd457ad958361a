import type { z } from "zod";
import type { systemOperations } from "../contract/system.ts";
import { type BudgetedService, callLimits, writesAtOnce } from "../core/pace.ts";
import { aliveForMs, findTroubles } from "../core/system-troubles.ts";
import { addMilliseconds } from "../core/time.ts";
import { findActiveSince, findSource, measureFailedReadings } from "../store/activity-source.ts";
import { measureAudit } from "../store/audit-figures.ts";
import { findAwsCalls, slotMs } from "../store/aws-calls.ts";
import { measureCuts } from "../store/cut-figures.ts";
import { readDatabaseVersion } from "../store/database-version.ts";
import { lastSucceededSync, lastSync } from "../store/directory-syncs.ts";
import { measureDrift } from "../store/drift-finding-page.ts";
import { countWrites, measureLanes } from "../store/lane-figures.ts";
import { measureOutbox } from "../store/outbox-figures.ts";
import { measureStops } from "../store/stop-figures.ts";
import { countUnsettled } from "../store/unsettled-assignments.ts";
import { findWorkers } from "../store/workers.ts";
import type { AppContext } from "./app-context.ts";

const callsForMs = 10 * 60_000;
const dayMs = 24 * 60 * 60_000;
const services = Object.keys(callLimits) as BudgetedService[];

export type SystemState = Awaited<ReturnType<typeof findSystem>>;

/** How the work stands at this moment, from the rows. Each figure is counted by an index over what is not settled. */
export const findSystem = async ({ db, clock, version }: Pick<AppContext, "db" | "clock" | "version">) => {
  const now = clock.now();
  const workers = await findWorkers(db);
  const unsettled = await countUnsettled(db, now);
  const of = (wanted: "present" | "absent") =>
    unsettled.find((one) => one.wanted === wanted) ?? { wanted, count: 0, since: null, inTrouble: 0 };
  const [newest, succeeded] = [await lastSync(db), await lastSucceededSync(db)];
  const { notSpread, ...held } = await measureOutbox(db, addMilliseconds(now, -dayMs));
  const outbox = { ...held, waiting: notSpread + held.waiting };
  const calls = await findAwsCalls(db, addMilliseconds(now, -callsForMs));
  const directory = {
    outcome: newest?.outcome ?? null,
    startedAt: newest?.startedAt ?? null,
    succeededAt: succeeded?.finishedAt ?? null,
    error: (newest?.outcome === "running" ? undefined : newest?.error) ?? null,
  };
  const trail = await findSource(db);
  const lanes = await measureLanes(db, now);
  const workerSeenAt = workers[0]?.seenAt ?? null;
  return {
    now,
    version,
    directory,
    outbox,
    database: { version: await readDatabaseVersion(db) },
    troubles: findTroubles({
      audit: await measureAudit(db),
      activity: {
        failed: await measureFailedReadings(db),
        trail: trail?.kind ? trail : null,
        activeSince: await findActiveSince(db),
      },
      cuts: await measureCuts(db),
      drift: await measureDrift(db),
      stops: await measureStops(db),
      now,
      workerSeenAt,
      directory,
      outbox,
      removals: of("absent"),
      starts: of("present"),
      removalDueAt: lanes.find(({ lane }) => lane === "end")?.oldestDueAt ?? null,
    }),
    workers: workers.map((worker) => ({
      ...worker,
      isAlive: worker.seenAt >= addMilliseconds(now, -aliveForMs),
    })),
    lanes,
    unsettled: [of("absent"), of("present")],
    calls: services.map((service) => ({
      service,
      allowedPerSecond: callLimits[service].callsPerSecond,
      slots: calls.flatMap((slot) => (slot.service === service ? [{ at: slot.slotAt, calls: slot.calls }] : [])),
    })),
    slotSeconds: slotMs / 1_000,
    writes: { underWay: await countWrites(db, now), allowed: writesAtOnce },
    abilities: {},
  } satisfies z.input<typeof systemOperations.get.output & object>;
};
