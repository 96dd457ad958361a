import type { Db, Trx } from "./database.ts";

export type DirectorySync = {
  id: string;
  startedAt: Date;
  finishedAt: Date | null;
  outcome: "running" | "succeeded" | "failed";
  counts: Record<string, number>;
  /** What went wrong, or what is odd although it succeeded. */
  error: string | null;
};

const columns = [
  "id",
  "startedAt",
  "finishedAt",
  "outcome",
  "counts",
  "error",
] as const satisfies (keyof DirectorySync)[];

/** The newest sync, whatever came of it. */
export const lastSync = (db: Db): Promise<DirectorySync | undefined> =>
  db
    .selectFrom("directorySyncs")
    .select(columns)
    .orderBy("startedAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/** The newest sync that read everything. */
export const lastSucceededSync = (db: Db): Promise<DirectorySync | undefined> =>
  db
    .selectFrom("directorySyncs")
    .select(columns)
    .where("outcome", "=", "succeeded")
    .orderBy("startedAt", "desc")
    .limit(1)
    .executeTakeFirst();

/**
 * Begins a sync, unless one is running that said it is alive since `aliveSince`; undefined then. One that fell silent is closed as
 * failed, and what it still tries to write is refused by `holdSync`.
 */
export const beginSync = (
  db: Db,
  facts: { id: string; at: Date; aliveSince: Date },
): Promise<{ id: string } | undefined> =>
  db.transaction().execute(async (trx) => {
    await trx
      .updateTable("directorySyncs")
      .set({ outcome: "failed", finishedAt: facts.at, error: "It fell silent, and another sync took its place." })
      .where("outcome", "=", "running")
      .where("aliveAt", "<", facts.aliveSince)
      .execute();
    return trx
      .insertInto("directorySyncs")
      .values({
        id: facts.id,
        startedAt: facts.at,
        aliveAt: facts.at,
        finishedAt: null,
        outcome: "running",
        counts: "{}",
        error: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("id")
      .executeTakeFirst();
  });

/** Says that the sync is alive, and holds its row until the transaction ends; false when another took its place. */
export const holdSync = async (db: Db | Trx, facts: { id: string; at: Date }): Promise<boolean> => {
  const held = await db
    .updateTable("directorySyncs")
    .set({ aliveAt: facts.at })
    .where("id", "=", facts.id)
    .where("outcome", "=", "running")
    .returning("id")
    .executeTakeFirst();
  return held !== undefined;
};

/** Closes the sync, if it is still the running one. */
export const finishSync = (
  db: Db,
  facts: {
    id: string;
    at: Date;
    outcome: "succeeded" | "failed";
    counts: Record<string, number>;
    error: string | null;
  },
) =>
  db
    .updateTable("directorySyncs")
    .set({ finishedAt: facts.at, outcome: facts.outcome, counts: JSON.stringify(facts.counts), error: facts.error })
    .where("id", "=", facts.id)
    .where("outcome", "=", "running")
    .execute();
