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

const ours = sql`locktype = 'advisory' and granted and objsubid = 2 and classid = ${lockClass}
  and database = (select oid from pg_database where datname = current_database())`;

/** The locks that are held now, whoever asks, also through a pooler: not what this connection may take, but what the server says. */
export const findHeldLocks = async (db: Db): Promise<Set<number>> => {
  const { rows } = await sql<{ number: number }>`select objid::bigint as number from pg_locks where ${ours}`.execute(
    db,
  );
  return new Set(rows.map(({ number }) => Number(number)));
};

/**
 * Whether the server says that this lock is held, and not by the very connection that asks: a lock that we took on another is there only where a
 * pooler gives the same connection of the server to several. A yes is a yes of this moment: such a pooler may have had two at hand.
 */
export const isHeldApart = async (db: Db, number: number): Promise<boolean> => {
  const { rows } = await sql<{ isApart: boolean }>`
    select pid <> pg_backend_pid() as is_apart from pg_locks where ${ours} and objid = ${number}`.execute(db);
  return rows[0]?.isApart ?? false;
};

/**
 * Which of them PostgreSQL ends itself when this machine vanishes without a word: after some eleven seconds. And it does not end the
 * connection for being idle, which is all that it ever is.
 */
const untilTheEnd = `set idle_session_timeout = 0; set tcp_keepalives_idle = 5; set tcp_keepalives_interval = 2;
  set tcp_keepalives_count = 3`;

/** PostgreSQL's words for what a database does not have or this user may not: no table or function of that name, not supported, not allowed. */
const neverThere = new Set(["0A000", "42883", "42P01", "42501"]);

/** The database does not know such locks: it is of no use to ask again soon. */
export class LocksNotSupported extends Error {
  constructor(cause: unknown) {
    super(
      "This database has no session-level advisory locks: what a dead worker had in hand goes on only when its leases are over, after thirty seconds.",
      { cause },
    );
    this.name = "LocksNotSupported";
  }
}

/**
 * Takes a lock for this worker. Undefined where it is seen to prove nothing: in an embedded database, which only one process has open, and behind
 * a pooler that gives the connections of the server to whoever asks (transaction mode).
 *
 * There a lock belongs to the pooler's connection. It outlives the worker that took it, so that its leases last their time, as without a lock; and it ends
 * when the pooler closes that connection, so that others take a living worker for dead, which it notices within a second, begins anew and
 * sends nothing twice. Nothing is unsafe, and nothing is gained. That is seen when the pooler happens to give the same connection to the question;
 * where it does not, the lock is kept, and `doctor` may not see it either.
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
    if (await isHeldApart(database.db, number)) return { number, isHeld: () => isHeld, release };
    // Where it is the pooler's, it would stay there until the pooler closes its connection.
    await client.query("select pg_advisory_unlock($1, $2)", [lockClass, number]);
  } catch (problem) {
    release();
    if (problem instanceof Error && "code" in problem && neverThere.has(String(problem.code)))
      throw new LocksNotSupported(problem);
    throw problem;
  }
  release();
  return undefined;
};
