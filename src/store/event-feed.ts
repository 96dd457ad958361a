import pg from "pg";
import type { Database } from "./database.ts";

const events = "stint_events";
const system = "stint_system";
const activity = "stint_activity";

export type Listening = { stop(): Promise<void> };

/**
 * Calls `told` whenever events were appended to the audit log, and `stirred` when something moved that no event tells of, by whatever
 * process, soon after their transaction; `found` with a grant of which more activity was read. Hints, not promises: when the connection
 * breaks `lost` is called, once, and whoever listens must look for themself until they listen again. Where listening cannot begin, no
 * connection is left.
 */
export const listenForEvents = async (
  database: Database,
  on: { told(): void; stirred(): void; found(grantId: string): void; lost(problem: unknown): void },
): Promise<Listening> => {
  if (database.kind === "pglite") {
    const stops = [
      await database.pglite.listen(events, () => on.told()),
      await database.pglite.listen(system, () => on.stirred()),
      await database.pglite.listen(activity, (grantId) => on.found(grantId)),
    ];
    return {
      stop: async () => {
        for (const stop of stops) await stop();
      },
    };
  }
  const { url, connectTimeoutMs } = database;
  const client = new pg.Client({
    ...{ connectionString: url, connectionTimeoutMillis: connectTimeoutMs, query_timeout: 10_000 },
    ...{ keepAlive: true, keepAliveInitialDelayMillis: 5_000 },
  });
  let isListening = false;
  const end = () => {
    isListening = false;
    return client.end();
  };
  // A connection that breaks says so twice or more; the second word would be taken for the loss of the next one.
  const lost = (problem?: unknown) => {
    if (!isListening) return;
    end().catch(() => undefined);
    on.lost(problem);
  };
  client.on("error", lost);
  client.on("end", () => lost());
  client.on("notification", ({ channel, payload = "" }) => {
    if (channel === activity) on.found(payload);
    else if (channel === events) on.told();
    else on.stirred();
  });
  try {
    await client.connect();
    await client.query(`listen ${events}; listen ${system}; listen ${activity}`);
    isListening = true;
  } catch (problem) {
    // A server that takes connections and lets nobody listen, as a standby does, would soon have none left to give.
    end().catch(() => undefined);
    throw problem;
  }
  return { stop: end };
};
