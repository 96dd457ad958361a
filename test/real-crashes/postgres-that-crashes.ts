import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { freePort } from "../free-port.ts";
import { initDatabase, native, unprivileged } from "../postgres-server.ts";
import { diskToFill } from "./disk-to-fill.ts";

const settings = ["listen_addresses=127.0.0.1", "max_connections=100", "unix_socket_directories=", "fsync=on"];
/** Little log is kept, so that a small disk holds it. */
const smallLog = ["min_wal_size=4MB", "max_wal_size=24MB", "shared_buffers=16MB"];

export type CrashingPostgres = Awaited<ReturnType<typeof startCrashingPostgres>>;

/**
 * A PostgreSQL server that can be stopped, killed and started again on the same data, which lie on a small file system of their own where
 * this process may mount one. Killing the process is not a power cut: what the kernel was given is not lost.
 */
export const startCrashingPostgres = async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "stint-crashes-"));
  const disk = diskToFill(dataDir);
  initDatabase(dataDir, ["--wal-segsize=1"]);
  const port = await freePort();
  const url = `postgresql://stint@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  let isWanted = true;

  const launch = () => {
    server = spawn(
      join(native, "bin/postgres"),
      ["-D", join(dataDir, "db"), "-p", String(port), ...[...settings, ...smallLog].flatMap((one) => ["-c", one])],
      { ...unprivileged, stdio: "ignore", cwd: dataDir },
    );
  };
  const isDown = () => server === undefined || server.exitCode !== null || server.signalCode !== null;

  /** Whether it takes a write, which is more than letting somebody in. */
  const takesWrites = async () => {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000, query_timeout: 2_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.query("create table if not exists still_writes (at timestamptz)");
      await client.query("insert into still_writes values (now())");
      return true;
    } catch {
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  };

  /** Starts it as often as it takes: right after a crash the shared memory of those before may still be in use. */
  const untilItWrites = async () => {
    for (const giveUpAt = Date.now() + 60_000; Date.now() < giveUpAt; await pause(100)) {
      if (isDown() && isWanted) launch();
      if (await takesWrites()) return;
    }
    throw new Error("PostgreSQL takes no writes, a minute after it was to be up again");
  };

  const end = async (signal: NodeJS.Signals) => {
    if (!server || isDown()) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };

  launch();
  await untilItWrites();
  return {
    url,
    disk,
    untilItWrites,
    /** `SIGINT` is the fast way to stop, `SIGKILL` none. */
    end,
    remove: async () => {
      isWanted = false;
      await end("SIGQUIT");
      disk?.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};
