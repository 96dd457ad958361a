import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startSimulator } from "../../src/simulator/start.ts";
import { freePort } from "../free-port.ts";
import { startStint } from "../stint-process.ts";
import type { Chance } from "./chance.ts";
import { keepRunning } from "./kept-running.ts";
import { startCrashingPostgres } from "./postgres-that-crashes.ts";

export type Deployment = Awaited<ReturnType<typeof deploy>>;

const isReadyAt = async (port: number) =>
  (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null))?.status ===
  200;

/**
 * Stint as it is deployed, two of “serve” and two of “work”, on a PostgreSQL server that can be brought down, with a simulated AWS that
 * stays up through everything and so can say afterwards what was there when.
 */
export const deploy = async (chance: Chance) => {
  const postgres = await startCrashingPostgres();
  const ports = [await freePort(), await freePort()] as const;
  const urls = [`http://127.0.0.1:${ports[0]}`, `http://127.0.0.1:${ports[1]}`] as const;
  const simulator = await startSimulator({ stintUrl: urls[0], timing: { assignmentMs: [200, 400] } });
  const environment = {
    STINT_DATABASE_URL: postgres.url,
    STINT_PUBLIC_URL: urls[0],
    STINT_ADMIN_GROUP: "stint-admins",
    STINT_AUDITOR_GROUP: "stint-auditors",
    STINT_SAML_METADATA_URL: `${simulator.url}/portal/saml/metadata`,
    AWS_ENDPOINT_URL: simulator.url,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "delegated",
    AWS_SECRET_ACCESS_KEY: "secret",
  };
  const migrated = startStint(["migrate"], environment);
  assert.equal(await migrated.ended(), 0, migrated.output());
  const pool = new pg.Pool({ connectionString: postgres.url, max: 10, connectionTimeoutMillis: 2_000 });
  // A connection that is cut while nobody uses it.
  pool.on("error", () => undefined);
  pool.on("connect", (client) => client.on("error", () => undefined));

  const works = [0, 1].map(() =>
    keepRunning({
      ...{ part: "work" as const, environment, chance },
      isReady: async (process) => process.output().includes('"msg":"working"'),
    }),
  );
  const serves = ports.map((port) =>
    keepRunning({
      ...{ part: "serve" as const, environment: { ...environment, STINT_PORT: String(port) }, chance },
      isReady: () => isReadyAt(port),
    }),
  );
  const processes = [...works, ...serves];
  const untilAllAtWork = async () => {
    for (const giveUpAt = Date.now() + 90_000; !processes.every((one) => one.isAtWork()); await pause(100))
      assert.ok(Date.now() < giveUpAt, "not all processes came up within ninety seconds");
  };

  /** Asks the database until it answers; for what may be asked twice. */
  const ask = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> => {
    for (const giveUpAt = Date.now() + 90_000; ; await pause(200)) {
      try {
        return (await pool.query<Row>(text, values)).rows;
      } catch (problem) {
        if (Date.now() > giveUpAt) throw problem;
      }
    }
  };

  return {
    ...{ postgres, simulator, environment, urls, works, serves, processes, ask, untilAllAtWork },
    remove: async () => {
      await Promise.all(processes.map((one) => one.stop()));
      await pool.end();
      await postgres.remove();
      await simulator.stop();
    },
  };
};
