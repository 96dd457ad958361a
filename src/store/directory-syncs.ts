import type { Db } from "./database.ts";

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
