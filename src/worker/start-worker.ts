import type { PgBoss } from "pg-boss";
import type { Engine } from "../commands/assignment-engine.ts";
import { carryOutStops } from "../commands/carry-out-stop.ts";
import type { CommandContext } from "../commands/context.ts";
import type { CutWork } from "../commands/cut-policy-turn.ts";
import { expireRequests } from "../commands/expire-requests.ts";
import { keepCuts } from "../commands/keep-cuts.ts";
import { recheckAccess } from "../commands/recheck-access.ts";
import { type DirectorySyncResult, syncDirectory } from "../commands/sync-directory.ts";
import { verifyAuditChain } from "../commands/verify-audit-chain.ts";
import { watchDrift } from "../commands/watch-drift.ts";
import type { ActivitySource } from "../core/activity-source.ts";
import type { DirectorySource } from "../core/directory-source.ts";
import type { DriftApi } from "../core/drift.ts";
import type { Notifier } from "../core/notifier.ts";
import { addMilliseconds, type Scheduler } from "../core/time.ts";
import type { QueueName } from "../store/jobs.ts";
import { readNextExpiry } from "../store/requests.ts";
import { planForgottenLooks } from "../store/sweep.ts";
import type { WorkerLock } from "../store/worker-lock.ts";
import { deliverDue } from "./deliver.ts";
import { startEngine } from "./engine.ts";
import { followTrail } from "./follow-trail.ts";
import { forgetExpired } from "./forget-expired.ts";
import { startHeartbeat } from "./heartbeat.ts";
import { keepLock } from "./keep-lock.ts";
import { type Repeating, repeat } from "./repeat.ts";

export type Worker = {
  /** Stops taking work, lets what is under way finish, and resolves. */
  stop(): Promise<void>;
  /** Runs a directory sync now; resolves when it is done. */
  syncNow(): Promise<void>;
};

const minuteMs = 60_000;
const expiryAgainMs = 2_000;

/**
 * Everything that happens without anybody asking for it. Each chore reads from the rows what there is to do, so that any number of
 * workers may run side by side and a wake-up may be lost; and is a chore of its own, so that one that always fails stops no other.
 */
export const startWorker = async (
  ctx: CommandContext,
  facts: {
    engine: Engine;
    /** What it is called where admins look. */
    self: { name: string; version: string };
    /** Takes what shows other workers that this one lives; absent where there are no others. */
    takeLock?(): Promise<WorkerLock | undefined>;
    source: DirectorySource;
    /** Where CloudTrail's records are read; null where nobody set a trail. */
    trail?: ActivitySource | null;
    cuts: Pick<CutWork, "api" | "target">;
    /** What AWS holds, read against what is wanted. */
    drift: DriftApi;
    scheduler: Scheduler;
    notifiers: readonly Notifier[];
    /** Absent where nothing sends wake-ups. */
    boss?: PgBoss;
    onProblem(chore: string, problem: unknown): void;
    onSync?(result: DirectorySyncResult): Promise<void>;
  },
): Promise<Worker> => {
  const { scheduler } = facts;
  const chore = (name: string, everyMs: number, run: () => Promise<Date | undefined>): Repeating =>
    repeat({ everyMs, scheduler, run, onProblem: (problem) => facts.onProblem(name, problem) });

  const { takeLock } = facts;
  const kept =
    takeLock && keepLock({ take: takeLock, scheduler, onProblem: (problem) => facts.onProblem("keep-lock", problem) });
  const engine = startEngine(ctx, {
    engine: { ...facts.engine, ...(kept ? { takeLock: kept.take } : {}) },
    scheduler,
    onProblem: (problem) => facts.onProblem("reconcile", problem),
  });

  const recheck = chore("recheck", minuteMs, async () => {
    if ((await recheckAccess(ctx)) > 0) engine.wake();
    return undefined;
  });

  const syncOnce = async () => {
    try {
      const result = await syncDirectory(ctx, { source: facts.source });
      await facts.onSync?.(result);
    } finally {
      // Parts may have been written before one failed.
      recheck.wake();
    }
  };

  const courier = chore("deliver", minuteMs, async () => {
    const delivered = await deliverDue(ctx, { scheduler, notifiers: facts.notifiers });
    for (const problem of delivered.problems) facts.onProblem("deliver", problem);
    return delivered.nextAt;
  });
  const directory = chore("sync-directory", 5 * minuteMs, async () => {
    await syncOnce();
    return undefined;
  });
  const expiry = chore("expire-requests", minuteMs, async () => {
    const now = scheduler.now();
    try {
      const next = await readNextExpiry(ctx.db);
      if (next === undefined || next > now) return next;
      if ((await expireRequests(ctx)) > 0) courier.wake();
    } catch (problem) {
      facts.onProblem("expire-requests", problem);
    }
    // For what is left, what somebody held to decide on it, and after trouble.
    return addMilliseconds(now, expiryAgainMs);
  });
  const sweep = chore("sweep", minuteMs, async () => {
    if ((await planForgottenLooks(ctx.db, ctx.clock.now())) > 0) engine.wake();
    return undefined;
  });
  const forgetting = chore("forget-expired", minuteMs, async () => {
    await forgetExpired(ctx);
    return undefined;
  });

  const heartbeat = startHeartbeat(ctx, {
    self: { ...facts.self, readsTrail: Boolean(facts.trail) },
    scheduler,
    onProblem: (problem) => facts.onProblem("heartbeat", problem),
  });
  const cutting = chore("cut-credentials", minuteMs, () =>
    keepCuts(ctx, { ...facts.cuts, holder: facts.engine.holder }),
  );
  const watching = chore("watch-drift", minuteMs, () =>
    watchDrift(ctx, { api: facts.drift, holder: facts.engine.holder }),
  );
  const stopping = chore("emergency-stop", 5_000, async () => {
    if ((await carryOutStops(ctx)) > 0) {
      engine.wake();
      courier.wake();
    }
    return undefined;
  });
  const verifying = chore("verify-audit", minuteMs, () => verifyAuditChain(ctx));

  const trail = await followTrail(ctx, { ...facts, trail: facts.trail ?? null, holder: facts.self.name });

  const wakes: Partial<Record<QueueName, () => void>> = {
    reconcile: () => {
      engine.wake();
      expiry.wake();
    },
    deliver: courier.wake,
    "sync-directory": directory.wake,
    recheck: recheck.wake,
    "verify-audit": verifying.wake,
    "read-activity": trail.wake,
    "cut-credentials": cutting.wake,
    "watch-drift": watching.wake,
    "emergency-stop": stopping.wake,
  };
  for (const [queue, wake] of Object.entries(wakes)) {
    await facts.boss?.work(queue, { batchSize: 100, pollingIntervalSeconds: 2 }, async () => wake());
  }

  return {
    syncNow: syncOnce,
    stop: async () => {
      for (const queue of Object.keys(wakes)) await facts.boss?.offWork(queue);
      await Promise.all(
        [
          ...[engine, courier, directory, expiry, recheck, sweep, forgetting, heartbeat],
          ...[cutting, stopping, watching, verifying, trail],
        ].map((one) => one.stop()),
      );
      kept?.release();
    },
  };
};
