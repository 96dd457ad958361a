import { sql } from "kysely";
import type { Db } from "../src/store/database.ts";
import { benchName } from "./deployed.ts";

const everyMs = 5_000;

const gauge = (text: string, name: string) =>
  Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN) * 1_000;

/** Looks every five seconds at how far apart the turns are that the server's event loop takes every ten milliseconds, and how many connections to the database are open beside our own. */
export const watchServer = (facts: { db: Db; metricsUrl: string }) => {
  const p99Ms: number[] = [];
  const p50Ms: number[] = [];
  const connections: number[] = [];
  const usedHeapMb: number[] = [];
  const look = async () => {
    const text = await (await fetch(facts.metricsUrl)).text();
    p99Ms.push(gauge(text, "nodejs_eventloop_lag_p99_seconds"));
    usedHeapMb.push(gauge(text, "nodejs_heap_size_used_bytes") / 1e9);
    p50Ms.push(gauge(text, "nodejs_eventloop_lag_p50_seconds"));
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and application_name <> ${benchName}`.execute(
      facts.db,
    );
    connections.push(rows[0]?.count ?? 0);
  };
  const countTransactions = async () => {
    const { rows } = await sql<{ count: number }>`
      select xact_commit as count from pg_stat_database where datname = current_database()`.execute(facts.db);
    return rows[0]?.count ?? Number.NaN;
  };
  const before = countTransactions();
  let looking = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(look);
  }, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
      await look();
      return {
        connections: Math.max(...connections),
        loopP99Ms: Math.max(...p99Ms),
        /** A statement outside a transaction is one of its own. Those of `work` are among them. */
        transactions: (await countTransactions()) - (await before),
        /** What is in use just after V8 collected: the least of what was seen in the first and in the last third. */
        liveHeapMb: {
          first: Math.min(...usedHeapMb.slice(0, Math.ceil(usedHeapMb.length / 3))),
          last: Math.min(...usedHeapMb.slice(-Math.ceil(usedHeapMb.length / 3))),
        },
        loopP50Ms: Math.max(...p50Ms),
      };
    },
  };
};
