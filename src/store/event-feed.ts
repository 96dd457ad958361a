import pg from "pg";
import type { Database } from "./database.ts";

const events = "stint_events";
const system = "stint_system";

export type Listening = { stop(): Promise<void> };

/**
 * Calls `told` whenever events were appended to the audit log, and `stirred` when something moved that no event tells of, by whatever
 * process, soon after their transaction. Hints, not promises: when the connection breaks `lost` is called, and whoever listens must
 * look for themself until they listen again.
 */
export const listenForEvents = async (
  database: Database,
  on: { told(): void; stirred(): void; lost(problem: unknown): void },
): Promise<Listening> => {
  if (database.kind === "pglite") {
    const stops = [
      await database.pglite.listen(events, () => on.told()),
      await database.pglite.listen(system, () => on.stirred()),
    ];
    return {
      stop: async () => {
        for (const stop of stops) await stop();
      },
    };
  }
  const client = new pg.Client({ connectionString: database.url, keepAlive: true });
  let isStopped = false;
  const lost = (problem?: unknown) => {
    if (!isStopped) on.lost(problem);
  };
  client.on("error", lost);
  client.on("end", () => lost());
  client.on("notification", ({ channel }) => (channel === events ? on.told() : on.stirred()));
  await client.connect();
  await client.query(`listen ${events}; listen ${system}`);
  return {
    stop: async () => {
      isStopped = true;
      await client.end();
    },
  };
};
