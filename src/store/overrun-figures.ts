import type { Db } from "./database.ts";

/** How many grants were over how many seconds after they had to be; each count is of those up to its bound that are beyond the one before. */
export type Overruns = {
  bounds: number[];
  elapsed: number[];
  early: number[];
  elapsedSeconds: number;
  earlySeconds: number;
};

/** Counted since the database was made, by the database, in the transaction that recorded AWS's confirmation: one row. */
export const readOverruns = (db: Db): Promise<Overruns> =>
  db
    .selectFrom("grantOverruns")
    .select(["bounds", "elapsed", "early", "elapsedSeconds", "earlySeconds"])
    .executeTakeFirstOrThrow();
