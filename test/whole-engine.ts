import { CamelCasePlugin, Kysely, PGliteDialect } from "kysely";
import type { Engine } from "../src/commands/assignment-engine.ts";
import type { CommandContext } from "../src/commands/context.ts";
import { writesAtOnce } from "../src/core/pace.ts";
import { createAssignmentApi } from "../src/providers/aws/identity-center.ts";
import { simulatorInProcess } from "../src/simulator/in-process.ts";
import type { OrganisationSpec } from "../src/simulator/seed/generate-organisation.ts";
import { generateOrganisation } from "../src/simulator/seed/generate-organisation.ts";
import { noJobs } from "../src/store/jobs.ts";
import type { Schema } from "../src/store/schema.ts";
import { startEngine } from "../src/worker/engine.ts";
import { createPace } from "../src/worker/pace.ts";
import { clientsOf } from "./simulation/aws/clients.ts";
import { wireTo } from "./simulation/aws/wire.ts";
import { chanceOf } from "./simulation/chance.ts";
import { shareDatabase } from "./simulation/database/connection.ts";
import { openDatabaseServer } from "./simulation/database/server.ts";
import { idsFrom, schedulerOf } from "./simulation/time/actor-time.ts";
import { runTurnsUntil } from "./simulation/time/run-turns.ts";
import { actorNamed, createTurns } from "./simulation/time/turns.ts";
import { createTrace } from "./simulation/trace.ts";

/** Each way to AWS, and every other statement: about what a machine that has nothing else to do takes. */
const wireMs = 5;

/**
 * The engine as a worker runs it, its loop, its pace and its looks, on the simulated AWS with AWS's limits, all in virtual time: a busy machine changes
 * nothing but how long one waits for it. The database takes one transaction at a time.
 */
export const openWholeEngine = async (facts: {
  organisation: OrganisationSpec;
  beginsAt: Date;
  assignmentMs: [number, number];
  /** Whether AWS refuses this call. */
  isRefused?(call: { operation: string; input: Record<string, unknown> }): boolean;
}) => {
  const server = await openDatabaseServer();
  const chance = chanceOf("ends");
  const turns = createTurns({ startMs: facts.beginsAt.getTime(), chance: chance.split("turns"), trace: createTrace() });
  const world = generateOrganisation(facts.organisation);
  const simulator = simulatorInProcess({
    ...{ world, startsAt: facts.beginsAt, timing: { assignmentMs: facts.assignmentMs } },
    limits: { callsPerSecond: 20, writesUnderWay: writesAtOnce },
  });
  turns.onAdvance((nowMs) => {
    simulator.clock.set(new Date(nowMs));
    simulator.settle();
  });
  const slow = chance.split("database");
  const delayMs = () => slow.between(0, 1);
  const database = shareDatabase({ server, turns, strike: () => undefined, delayMs });
  const calls: { operation: string; input: Record<string, unknown>; atMs: number }[] = [];
  const wire = wireTo({
    ...{ turns, simulator, fateOf: () => ({ toAwsMs: wireMs, fromAwsMs: wireMs }) },
    onArrival: ({ operation, input }) => {
      calls.push({ operation, input, atMs: turns.nowMs() });
      if (facts.isRefused?.({ operation, input }))
        simulator.faults.add({ operation, kind: "error", code: "AccessDeniedException", times: 1 });
    },
  });
  const actor = actorNamed("worker");
  const scheduler = schedulerOf(turns, actor);
  const db = database.connectAs(actor);
  const ids = idsFrom(chance.split("ids"), turns.nowMs);
  const ctx: CommandContext = { db, clock: scheduler, ids, jobs: noJobs };
  const pace = createPace({ db, scheduler });
  const client = clientsOf({ wire, actor, place: "worker" }).assignments;
  const engine: Engine = {
    api: createAssignmentApi({ client, instanceArn: world.ids.instanceArn }),
    ...{ pace: (lane) => pace("sso-admin", lane), mayStart: async () => undefined },
    ...{ holder: "worker", writesAtOnce, leaseMs: 30_000 },
  };
  return {
    ...{ world, calls },
    nowMs: turns.nowMs,
    /** Beside the turns: what is done by it takes no virtual time. */
    db: new Kysely<Schema>({
      dialect: new PGliteDialect({ pglite: server.pglite }),
      plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
    }),
    start: (onProblem: (problem: unknown) => void) => startEngine(ctx, { engine, scheduler, onProblem }),
    runUntil: (isDone: () => boolean) => runTurnsUntil(turns, isDone),
    close: async () => {
      turns.abandon(actor);
      await server.close();
    },
  };
};
