import pg from "pg";
import type { Database } from "./database.ts";

const channel = "stint_events";

export type Listening = { stop(): Promise<void> };

/**
 * Calls `told` whenever events were appended to the audit log, by whatever process, soon after their transaction. A hint, not a
 * promise: when the connection breaks `lost` is called, and whoever listens must look for themself until they listen again.
 */
export const listenForEvents = async (
  database: Database,
  on: { told(): void; lost(problem: unknown): void },
): Promise<Listening> => {
  if (database.kind === "pglite") {
    const stop = await database.pglite.listen(channel, () => on.told());
    return { stop: () => stop() };
  }
  const client = new pg.Client({ connectionString: database.url, keepAlive: true });
  let isStopped = false;
  const lost = (problem?: unknown) => {
    if (!isStopped) on.lost(problem);
  };
  client.on("error", lost);
  client.on("end", () => lost());
  client.on("notification", () => on.told());
  await client.connect();
  await client.query(`listen ${channel}`);
  return {
    stop: async () => {
      isStopped = true;
      await client.end();
    },
  };
};
