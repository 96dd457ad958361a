import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { type SimulatorOptions, startSimulator } from "../src/simulator/start.ts";
import type { World } from "../src/simulator/world.ts";
import { openPostgres } from "../src/store/database.ts";
import { noJobs } from "../src/store/jobs.ts";
import { readSettings } from "../src/store/settings.ts";
import { freePort } from "../test/free-port.ts";
import { startPostgres } from "../test/postgres-server.ts";
import { type StintProcess, startStint } from "../test/stint-process.ts";
import { untilTrue } from "./real-engine.ts";

export const adminGroup = "stint-admins";
export const auditorGroup = "stint-auditors";

/** What our own connections are called, so that they are not counted for Stint's. */
export const benchName = "bench";

const newDatabase = async (adminUrl: string) => {
  const name = `bench_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: adminUrl });
  await admin.connect();
  await admin.query(`create database ${name} template stint_template`);
  await admin.end();
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/**
 * Stint as it is deployed: `work` and, where it is asked for, `serve`, each a process, on a PostgreSQL server, with a simulated AWS that has
 * read nothing of ours. The directory has been read, and the admins and auditors are set.
 */
export const deployStint = async (options: SimulatorOptions & { prepare(world: World): void; serve: boolean }) => {
  const given = process.env.STINT_TEST_POSTGRES_URL;
  const server = given ? undefined : await startPostgres();
  const databaseUrl = await newDatabase(given ?? server?.url ?? "");
  const [port, servePort, workPort] = [await freePort(), await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const simulator = await startSimulator({ ...options, stintUrl: url });
  options.prepare(simulator.world);
  const database = openPostgres({ url: `${databaseUrl}?application_name=${benchName}`, maxConnections: 2 });
  const { db } = database;
  const environment = {
    STINT_DATABASE_URL: databaseUrl,
    STINT_PUBLIC_URL: url,
    STINT_ADMIN_GROUP: adminGroup,
    STINT_AUDITOR_GROUP: auditorGroup,
    STINT_SAML_METADATA_URL: `${simulator.url}/portal/saml/metadata`,
    STINT_LOG_LEVEL: "warn",
    // As the documented unit has it: what is kept is seen, not what waits to be cleaned up.
    NODE_OPTIONS: "--max-semi-space-size=16",
    STINT_PORT: String(port),
    AWS_ENDPOINT_URL: simulator.url,
    AWS_REGION: simulator.world.ids.region,
    AWS_ACCESS_KEY_ID: "delegated",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  const running: StintProcess[] = [];
  const start = (part: "serve" | "work", metricsPort: number) => {
    const started = startStint([part], { ...environment, STINT_METRICS_PORT: String(metricsPort) });
    running.push(started);
    return { ...started, metricsUrl: `http://127.0.0.1:${metricsPort}/metrics` };
  };
  const stop = async () => {
    await Promise.all(running.filter((one) => one.isRunning()).map((one) => one.stop()));
    await database.close();
    await simulator.stop();
    await server?.stop();
  };
  try {
    const work = start("work", workPort);
    const serve = options.serve ? start("serve", servePort) : undefined;
    const dead = () => running.find((one) => !one.isRunning());
    await untilTrue(async () => {
      const ended = dead();
      if (ended) throw new Error(`Stint ended before it was ready: ${ended.output()}`);
      const isServing = !serve || (await fetch(`${url}/readyz`).catch(() => null))?.status === 200;
      // Set by `work` once it has read the whole directory.
      return isServing && (await readSettings(db)).adminGroupId !== null;
    }, 300_000);
    const ctx = { db, clock: { now: () => new Date() }, ids: { newId: () => randomUUID() }, jobs: noJobs };
    // Days after it was set up the planner knows the directory; autovacuum would get to it within a minute.
    await sql`analyze`.execute(db);
    return { url, simulator, ctx, work, serve, stop, postgresPid: server?.pid };
  } catch (problem) {
    await stop();
    throw problem;
  }
};
