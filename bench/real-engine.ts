import { randomUUID } from "node:crypto";
import { schedulerOf, systemClock } from "../src/app/system-time.ts";
import type { AssignmentApi, AssignmentKey } from "../src/core/identity-center.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createAssignmentApi } from "../src/providers/aws/identity-center.ts";
import { type SimulatorOptions, startSimulator } from "../src/simulator/start.ts";
import { createBoss, installJobs, jobsOf } from "../src/store/jobs.ts";
import { startEngine } from "../src/worker/engine.ts";
import { createPace } from "../src/worker/pace.ts";
import { openTestDatabase } from "../test/with-database.ts";

/** The engine as `stint work` runs it, in real time, against the simulated AWS with AWS's limits; every call to AWS is noted as it is sent. */
export const startRealEngine = async (options: SimulatorOptions) => {
  const database = await openTestDatabase();
  const simulator = await startSimulator(options);
  const clients = createAwsClients({
    endpoint: simulator.url,
    region: "eu-central-1",
    credentials: { accessKeyId: "AKIABENCH", secretAccessKey: "bench" },
  });
  const scheduler = schedulerOf(systemClock);
  const boss = createBoss(database);
  boss.on("error", (problem) => console.error("pg-boss:", problem));
  await installJobs(boss);
  const ctx = { db: database.db, clock: systemClock, ids: { newId: () => randomUUID() }, jobs: jobsOf(boss) };
  const sent = new Map<string, number>();
  const calls = { count: 0 };
  const noteSent = (kind: "create" | "remove", key: AssignmentKey) => {
    sent.set(`${kind} ${key.personId} ${key.accountId} ${key.permissionSetArn}`, Date.now());
  };
  const real = createAssignmentApi({
    client: clients.assignments,
    instanceArn: simulator.world.ids.instanceArn,
  });
  const counted =
    <Args extends unknown[], Answer>(call: (...args: Args) => Promise<Answer>) =>
    (...args: Args) => {
      calls.count += 1;
      return call(...args);
    };
  const api: AssignmentApi = {
    isAssigned: counted(real.isAssigned),
    status: counted(real.status),
    underWay: counted(real.underWay),
    firstListed: counted(real.firstListed),
    create: counted((key: AssignmentKey) => {
      noteSent("create", key);
      return real.create(key);
    }),
    remove: counted((key: AssignmentKey) => {
      noteSent("remove", key);
      return real.remove(key);
    }),
  };
  const pace = createPace({ db: database.db, scheduler });
  const engine = startEngine(ctx, {
    engine: {
      ...{ api, pace: (lane) => pace("sso-admin", lane), mayStart: async () => undefined },
      ...{ holder: "bench", writesAtOnce: 10, leaseMs: 30_000 },
    },
    scheduler,
    onProblem: (problem) => console.error("engine:", problem),
  });
  await boss.work("reconcile", { batchSize: 100, pollingIntervalSeconds: 2 }, async () => engine.wake());
  return {
    ctx,
    simulator,
    calls,
    /** When the call for this tuple was handed to the SDK, in milliseconds since the epoch. */
    sentAt: (kind: "create" | "remove", key: AssignmentKey) =>
      sent.get(`${kind} ${key.personId} ${key.accountId} ${key.permissionSetArn}`),
    stop: async () => {
      await engine.stop();
      await boss.stop({ graceful: false });
      clients.destroy();
      await database.close();
      await simulator.stop();
    },
  };
};

export const untilTrue = async (isSo: () => boolean | Promise<boolean>, withinMs: number) => {
  const giveUpAt = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > giveUpAt) throw new Error("the benchmark did not come to its end in time");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

export const percentile = (values: number[], p: number) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
};

export const report = (what: string, measured: string, budget: string, met: boolean) =>
  console.log(`${met ? "met   " : "MISSED"}  ${what}: ${measured}  (budget: ${budget})`);
