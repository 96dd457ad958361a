import { sql } from "kysely";
import pg from "pg";
import type { Database, Db } from "./database.ts";

/** Tells our locks from those of others who use this database: "stnt". */
export const lockClass = 0x73746e74;
/** Of an id made by chance, so many hexadecimal digits at its end are a lock's number. */
const digits = 7;

/**
 * Shows everybody that a worker lives: an advisory lock on a connection of its own. PostgreSQL lets go of it when that connection ends,
 * which is in the same moment when the process dies; and its number is never taken again, so a lock that is gone stays gone.
 */
export type WorkerLock = {
  number: number;
  /** False as soon as this process knows that its connection has ended. Others may know before. */
  isHeld(): boolean;
  /** Waits for nobody: a server that is out of reach may hear of it late. */
  release(): void;
};

/** The locks that are held now, whoever asks, also through a pooler: not what this connection may take, but what the server says. */
export const findHeldLocks = async (db: Db): Promise<Set<number>> => {
  const { rows } = await sql<{ number: number }>`
    select objid::bigint as number from pg_locks where locktype = 'advisory' and granted and objsubid = 2
      and classid = ${lockClass} and database = (select oid from pg_database where datname = current_database())`.execute(
    db,
  );
  return new Set(rows.map(({ number }) => Number(number)));
};

/**
 * Which of them PostgreSQL ends itself when this machine vanishes without a word: after some eleven seconds. And it does not end the
 * connection for being idle, which is all that it ever is.
 */
const untilTheEnd = `set idle_session_timeout = 0; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2;
  set tcp_keepalives_count = 3`;

/**
 * Takes a lock for this worker. Undefined where it proves nothing: in an embedded database, which only one process has open, and behind
 * a pooler that gives the connection to others.
 */
export const takeWorkerLock = async (database: Database, newId: () => string): Promise<WorkerLock | undefined> => {
  if (database.kind === "pglite") return undefined;
  const number = Number.parseInt(newId().replaceAll("-", "").slice(-digits), 16);
  const client = new pg.Client({
    ...{ connectionString: database.url, connectionTimeoutMillis: database.connectTimeoutMs, query_timeout: 10_000 },
    ...{ keepAlive: true, keepAliveInitialDelayMillis: 5_000 },
  });
  let isHeld = true;
  const lose = () => {
    isHeld = false;
  };
  client.on("error", lose);
  client.on("end", lose);
  const release = () => {
    lose();
    client.end().catch(() => undefined);
  };
  try {
    await client.connect();
    await client.query(untilTheEnd);
    await client.query("select pg_advisory_lock($1, $2)", [lockClass, number]);
    if ((await findHeldLocks(database.db)).has(number)) return { number, isHeld: () => isHeld, release };
  } catch (problem) {
    release();
    throw problem;
  }
  release();
  return undefined;
};
