import { Socket } from "node:net";
import { PGlite } from "@electric-sql/pglite";
import { CamelCasePlugin, Kysely, PGliteDialect, PostgresDialect, type Transaction } from "kysely";
import pg from "pg";
import type { Schema } from "./schema.ts";

/** Either the database or a transaction in it. Inside a transaction pass the transaction: PGlite has one connection and would wait for ever. */
export type Db = Kysely<Schema>;
export type Trx = Transaction<Schema>;

/** An open database: the query builder, and what those need who open connections of their own: for LISTEN, jobs or a lock. */
export type Database =
  | { kind: "pglite"; db: Db; pglite: PGlite; close(): Promise<void> }
  | { kind: "postgres"; db: Db; pool: pg.Pool; url: string; connectTimeoutMs: number; close(): Promise<void> };

const int8 = 20;

/** PostgreSQL's own default of 128 MB is touched page by page and stays resident: a hundred megabytes that an embedded database never misses. */
const sharedBuffers = "16MB";

/** A server that takes the connection and says nothing would be waited for without end: the driver sets no limit of its own. */
const defaultConnectTimeoutMs = 10_000;

/**
 * A process that stands still in the middle of a transaction, or whose machine is cut off, keeps its locks, and everybody who wants to
 * append to the audit log waits: nothing could begin or end. No transaction of ours does anything but write rows.
 */
const idleInTransactionMs = 15_000;

/**
 * A server that vanishes without a word, as its machine does in a failover, leaves a statement waiting until TCP gives up, a quarter of an hour
 * later: for so long one worker alone would end nothing. No statement of a running Stint takes nearly as long as this.
 */
const defaultSilentMs = 30_000;

/**
 * Once nothing was heard for so long, from its first moment on, the connection counts as broken: what waits for it fails, and the next
 * statement has another.
 */
const breakingWhenSilent = (ms: number) => () => {
  // The driver's own limit for an answer leaves the connection in the pool, where the next statement would wait behind the lost one.
  const socket = new Socket();
  return socket.setTimeout(ms, () => {
    socket.destroy(new Error(`Connection terminated: PostgreSQL said nothing for ${ms} ms`));
  });
};

/** Nested objects are jsonb documents of ours: their keys are left as they are. */
const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })];

/** Opens the embedded PostgreSQL. Without a folder it lives in memory; `from` starts it as a copy of a dump. */
export const openPglite = async (options: { dataDir?: string; from?: Blob } = {}): Promise<Database> => {
  const pglite = await PGlite.create({
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    ...(options.from ? { loadDataDir: options.from } : {}),
    parsers: { [int8]: Number },
    startParams: [...PGlite.defaultStartParams, "-c", `shared_buffers=${sharedBuffers}`],
  });
  const db = new Kysely<Schema>({ dialect: new PGliteDialect({ pglite }), plugins });
  const close = async () => {
    if (!pglite.closed) await pglite.close();
  };
  return { kind: "pglite", db, pglite, close };
};

/**
 * A way of its own into the same database, for what must not wait behind everything else. It is one connection, so a server that falls
 * silent is noticed sooner here. PGlite has one way only.
 */
export const openAside = (
  database: Database,
  { silentMs = 10_000 }: { silentMs?: number } = {},
): Pick<Database, "db" | "close"> => {
  if (database.kind === "pglite") return { db: database.db, close: async () => undefined };
  const { url, connectTimeoutMs } = database;
  return openPostgres({ url, connectTimeoutMs, maxConnections: 1, silentMs });
};

/**
 * Opens a PostgreSQL server. One that does not answer is an error within ten seconds, one that falls silent within `silentMs` (null: never, for
 * what may take long). Connections that the server drops are replaced; nothing here ends the process.
 */
export const openPostgres = (options: {
  url: string;
  maxConnections?: number;
  connectTimeoutMs?: number;
  silentMs?: number | null;
}): Extract<Database, { kind: "postgres" }> => {
  const { url, connectTimeoutMs = defaultConnectTimeoutMs, silentMs = defaultSilentMs } = options;
  const types = new pg.TypeOverrides();
  types.setTypeParser(int8, Number);
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 10,
    connectionTimeoutMillis: connectTimeoutMs,
    types,
    ...(silentMs === null ? {} : { stream: breakingWhenSilent(silentMs) }),
    // A statement, because what stands between us and the server may not let a parameter of the connection through.
    onConnect: async (client) => {
      await client.query(`set idle_in_transaction_session_timeout = ${idleInTransactionMs}`);
    },
  });
  pool.on("error", () => undefined);
  // The pool listens to a connection only while nobody uses it. One that breaks between two statements of a transaction would end the
  // process; so that it does not, somebody listens always. The next statement fails, and the transaction with it.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }), plugins });
  return { kind: "postgres", db, pool, url, connectTimeoutMs, close: () => db.destroy() };
};
