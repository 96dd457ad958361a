import type { Db } from "./database.ts";

export type WorkerSeen = { name: string; version: string; startedAt: Date; seenAt: Date; readsTrail?: boolean };

/** Says that this worker is there. */
export const sayAlive = (db: Db, worker: WorkerSeen) =>
  db
    .insertInto("workers")
    .values(worker)
    .onConflict((conflict) =>
      conflict.column("name").doUpdateSet({ seenAt: worker.seenAt, readsTrail: worker.readsTrail ?? false }),
    )
    .execute();

/** Says that this worker has stopped on purpose. */
export const sayGone = (db: Db, name: string) => db.deleteFrom("workers").where("name", "=", name).execute();

/** Every worker that did not say that it stopped, the one heard of last first. */
export const findWorkers = (db: Db): Promise<WorkerSeen[]> =>
  db.selectFrom("workers").selectAll().orderBy("seenAt", "desc").orderBy("name").limit(100).execute();

/** Whether a worker that was heard of since then reads a trail. */
export const isTrailRead = async (db: Db, seenSince: Date): Promise<boolean> => {
  const row = await db
    .selectFrom("workers")
    .select("name")
    .where("readsTrail", "=", true)
    .where("seenAt", ">=", seenSince)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
};

export const forgetWorkers = (db: Db, before: Date) => db.deleteFrom("workers").where("seenAt", "<", before).execute();
