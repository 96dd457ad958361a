import type { Db } from "./database.ts";

export type WorkerSeen = { name: string; version: string; startedAt: Date; seenAt: Date };

/** Says that this worker is there. */
export const sayAlive = (db: Db, worker: WorkerSeen) =>
  db
    .insertInto("workers")
    .values(worker)
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ seenAt: worker.seenAt }))
    .execute();

/** Says that this worker has stopped on purpose. */
export const sayGone = (db: Db, name: string) => db.deleteFrom("workers").where("name", "=", name).execute();

/** Every worker that did not say that it stopped, the one heard of last first. */
export const findWorkers = (db: Db): Promise<WorkerSeen[]> =>
  db.selectFrom("workers").selectAll().orderBy("seenAt", "desc").orderBy("name").limit(100).execute();

export const forgetWorkers = (db: Db, before: Date) => db.deleteFrom("workers").where("seenAt", "<", before).execute();
