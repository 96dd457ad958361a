import { fromKysely, fromPglite, PgBoss } from "pg-boss";
import type { Database, Trx } from "./database.ts";

/** Jobs only wake the worker; what there is to do stands in the rows. A lost job costs time until the next sweep, nothing else. */
export const queues = [
  "reconcile",
  "deliver",
  "sync-directory",
  "recheck",
  "verify-audit",
  "read-activity",
  "cut-credentials",
  "watch-drift",
  "emergency-stop",
] as const;
export type QueueName = (typeof queues)[number];

export type Jobs = {
  /** Sends a wake-up that exists if and only if the transaction commits, due at `at` (at once when absent). */
  wake(trx: Trx, queue: QueueName, at?: Date): Promise<void>;
};

/**
 * The job engine on our own database. It keeps its tables in the schema `pgboss`. Its connections are its own: it waits for one as long as
 * we do, and none stands idle in a transaction, because each of its statements is one message.
 */
export const createBoss = (database: Database): PgBoss => {
  const common = { schedule: false, monitorVacuum: false, useListenNotify: true } as const;
  return database.kind === "pglite"
    ? new PgBoss({ ...common, db: fromPglite(database.pglite), backend: "pglite" })
    : new PgBoss({
        ...{ ...common, connectionString: database.url, max: 4 },
        connectionTimeoutMillis: database.connectTimeoutMs,
      });
};

/** Makes pg-boss's tables and our queues; part of migrating, harmless when repeated. */
export const installJobs = async (boss: PgBoss): Promise<void> => {
  await boss.start();
  for (const queue of queues) {
    await boss.createQueue(queue, { policy: "standard", retryLimit: 0, deleteAfterSeconds: 3_600, notify: true });
    // pg-boss looks a queue up once, on its own connection. Were the first use a send inside a transaction, the one connection of
    // PGlite would wait for itself for ever; so the first use is here.
    await boss.findJobs(queue, { id: "00000000-0000-0000-0000-000000000000" });
  }
};

export const jobsOf = (boss: PgBoss): Jobs => ({
  wake: async (trx, queue, at) => {
    await boss.send(queue, {}, { db: fromKysely(trx), ...(at ? { startAfter: at } : {}) });
  },
});

/** For processes that have no job engine: the rows alone carry the work, and the worker's sweep finds them. */
export const noJobs: Jobs = { wake: async () => undefined };
