import { randomUUID } from "node:crypto";
import { alarmOverdueGrants } from "../src/commands/alarm-overdue-grants.ts";
import type { Engine } from "../src/commands/assignment-engine.ts";
import { claimAssignments } from "../src/commands/claim-assignments.ts";
import type { CommandContext } from "../src/commands/context.ts";
import { lookAtOperations } from "../src/commands/look-at-operations.ts";
import { passTime } from "../src/commands/pass-time.ts";
import { reconcileAssignment } from "../src/commands/reconcile-assignment.ts";
import type { AssignmentApi, AssignmentKey } from "../src/core/identity-center.ts";
import { addMilliseconds, earlier } from "../src/core/time.ts";
import { createAwsClients } from "../src/providers/aws/clients.ts";
import { createAssignmentApi } from "../src/providers/aws/identity-center.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../src/simulator/start.ts";
import type { Database } from "../src/store/database.ts";
import { nextDue } from "../src/store/due-assignments.ts";
import { noJobs } from "../src/store/jobs.ts";
import { recordGoingOn } from "../src/store/operations-under-way.ts";
import { openTestDatabase } from "./with-database.ts";

/** While something that is due waits for a place, time goes on by no more than this. */
const whileWaitingMs = 250;
const credentials = { accessKeyId: "AKIATEST", secretAccessKey: "secret" };

/**
 * The real engine, the real SDK and the simulated AWS in virtual time: nothing moves unless `liveUntil` moves it, and then hours pass in
 * a moment, each thing at its exact instant.
 */
export const startVirtualEngine = async (options: SimulatorOptions = {}) => {
  const database: Database = await openTestDatabase();
  const simulator: Simulator = await startSimulator({ limits: "none", ...options });
  simulator.clock.freeze();
  simulator.clock.set(new Date("2026-11-20T10:00:00Z"));
  const clients = createAwsClients({ endpoint: simulator.url, region: "eu-central-1", credentials });
  const api = createAssignmentApi({ client: clients.assignments, instanceArn: simulator.world.ids.instanceArn });
  const ctx: CommandContext = {
    db: database.db,
    clock: simulator.clock,
    ids: { newId: () => randomUUID() },
    jobs: noJobs,
  };
  const engine: Engine = {
    api,
    pace: async () => undefined,
    // The mirror of these tests is empty unless they fill it; those about starts put the real question.
    mayStart: async () => undefined,
    holder: "worker-1",
    writesAtOnce: 10,
    leaseMs: 30_000,
  };
  const now = () => simulator.clock.now();

  /** What is due is brought as far as it goes. */
  const bringForward = async (as: Engine): Promise<number> => {
    const { claimant, keys } = await claimAssignments(ctx, as, { most: 100, mostStarts: 100 });
    await Promise.all(keys.map((key) => reconcileAssignment(ctx, claimant, key)));
    return keys.length;
  };

  /** Whether others wait for a place: records what AWS says has succeeded. */
  const look = async (as: Engine): Promise<number> => {
    const seen = await lookAtOperations(ctx, as);
    if (typeof seen === "string") return 0;
    await recordGoingOn(ctx.db, seen.goingOn);
    await Promise.all(seen.succeeded.map((due) => reconcileAssignment(ctx, seen.claimant, due)));
    return seen.succeeded.length;
  };

  /** One pass: everything that is due now is brought as far as it goes. */
  const work = async (as: Engine = engine): Promise<number> => {
    const moved = await passTime(ctx);
    await alarmOverdueGrants(ctx);
    const brought = await bringForward(as);
    return moved + brought + (brought === 0 ? await look(as) : 0);
  };

  const whileSome = async (doSome: () => Promise<number>): Promise<void> => {
    while ((await doSome()) > 0);
  };

  /** All that this instant brings. What time does and what AWS says stays the same until the clock moves, so each is asked once. */
  const liveNow = async (as: Engine): Promise<void> => {
    await whileSome(() => passTime(ctx));
    await alarmOverdueGrants(ctx);
    await whileSome(() => bringForward(as));
    if ((await look(as)) > 0) await whileSome(() => bringForward(as));
  };

  /** Lets time pass to that instant, stopping wherever something is due. */
  const liveUntil = async (until: Date, as: Engine = engine): Promise<void> => {
    for (;;) {
      await liveNow(as);
      const { lookAt, laterAt } = await nextDue(ctx.db, { now: now(), writesAtOnce: as.writesAtOnce });
      if (lookAt === undefined || lookAt > until) break;
      const whileWaiting = addMilliseconds(now(), whileWaitingMs);
      simulator.clock.set(lookAt > now() ? lookAt : laterAt ? earlier(laterAt, whileWaiting) : whileWaiting);
    }
    if (now() < until) simulator.clock.set(until);
  };

  const control = async (path: string, body?: unknown) => {
    const init = body
      ? { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }
      : {};
    const response = await fetch(`${simulator.url}/_simulator/${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };

  /** When this tuple truly existed, by the simulator's own account. */
  const existed = async (key: AssignmentKey): Promise<{ beganAt: string; ceasedAt: string | null }[]> => {
    const { assignments } = (await control("access-log")) as {
      assignments: {
        accountId: string;
        permissionSetArn: string;
        principalId: string;
        beganAt: string;
        ceasedAt: string | null;
      }[];
    };
    return assignments.filter(
      (row) =>
        row.accountId === key.accountId &&
        row.permissionSetArn === key.permissionSetArn &&
        row.principalId === key.personId,
    );
  };

  const held = async (key: AssignmentKey) => (await existed(key)).some((row) => row.ceasedAt === null);

  const grant = (id: string) => ctx.db.selectFrom("grants").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

  const after = (seconds: number) => new Date(now().getTime() + seconds * 1_000);

  return {
    ...{ ctx, engine, simulator, database, work, liveUntil, held, existed, control, grant, now, after },
    /** The same engine with another way to AWS, or as another worker. */
    variant: (change: Partial<Engine>): Engine => ({ ...engine, ...change }),
    api: api as AssignmentApi,
    stop: async () => {
      clients.destroy();
      await database.close();
      await simulator.stop();
    },
  };
};

export type VirtualEngine = Awaited<ReturnType<typeof startVirtualEngine>>;
