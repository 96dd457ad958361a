import { CamelCasePlugin, Kysely, PGliteDialect } from "kysely";
import type { Engine } from "../src/commands/assignment-engine.ts";
import type { CommandContext } from "../src/commands/context.ts";
import { writesAtOnce } from "../src/core/pace.ts";
import { createAssignmentApi } from "../src/providers/aws/identity-center.ts";
import { simulatorInProcess } from "../src/simulator/in-process.ts";
import { generateOrganisation } from "../src/simulator/seed/generate-organisation.ts";
import { noJobs } from "../src/store/jobs.ts";
import type { Schema } from "../src/store/schema.ts";
import { startEngine } from "../src/worker/engine.ts";
import { createPace } from "../src/worker/pace.ts";
import { clientsOf } from "../test/simulation/aws/clients.ts";
import { wireTo } from "../test/simulation/aws/wire.ts";
import { chanceOf } from "../test/simulation/chance.ts";
import { shareDatabase } from "../test/simulation/database/connection.ts";
import { openDatabaseServer } from "../test/simulation/database/server.ts";
import { idsFrom, schedulerOf } from "../test/simulation/time/actor-time.ts";
import { runTurnsUntil } from "../test/simulation/time/run-turns.ts";
import { actorNamed, createTurns } from "../test/simulation/time/turns.ts";
import { createTrace } from "../test/simulation/trace.ts";
import { insertPlanned, planGrants } from "./load-grants.ts";
import { percentile, report } from "./real-engine.ts";

const limits = { callsPerSecond: 20, writesUnderWay: writesAtOnce };
const beginsAt = new Date("2026-11-02T08:00:00Z");
const endsAt = new Date(beginsAt.getTime() + 5_000);
const starting = 100;
/** Each way to AWS, and every other statement: about what a machine that has nothing else to do takes. */
const wireMs = 5;
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

/**
 * Many grants that end at the same instant, in virtual time, so that a busy machine changes nothing but how long one waits for it. What it says of
 * the engine holds for the milliseconds that it assumes; `load` measures the deployed process. The database takes one transaction at a time.
 */
export const benchEndsInVirtualTime = async (ending: number, assignmentMs: [number, number]) => {
  const server = await openDatabaseServer();
  const chance = chanceOf("ends");
  const turns = createTurns({ startMs: beginsAt.getTime(), chance: chance.split("turns"), trace: createTrace() });
  const organisation = { seed: 2, accounts: 400, orgUnits: 10, permissionSets: 10, users: 1_000, groups: 2 };
  const world = generateOrganisation(organisation);
  const simulator = simulatorInProcess({ world, startsAt: beginsAt, timing: { assignmentMs }, limits });
  turns.onAdvance((nowMs) => {
    simulator.clock.set(new Date(nowMs));
    simulator.settle();
  });
  const slow = chance.split("database");
  const delayMs = () => slow.between(0, 1);
  const database = shareDatabase({ server, turns, strike: () => undefined, delayMs });
  const calls: { operation: string; atMs: number }[] = [];
  const wire = wireTo({
    ...{ turns, simulator, fateOf: () => ({ toAwsMs: wireMs, fromAwsMs: wireMs }) },
    onArrival: ({ operation }) => calls.push({ operation, atMs: turns.nowMs() }),
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
    ...{ holder: "bench", writesAtOnce, leaseMs: 30_000 },
  };
  // Beside the turns: what the bench itself does takes no virtual time.
  const beside = new Kysely<Schema>({
    dialect: new PGliteDialect({ pglite: server.pglite }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
  await insertPlanned(beside, world, planGrants(world, { grants: ending + starting, ending, starting, endsAt }));
  startEngine(ctx, { engine, scheduler, onProblem: (problem) => console.error("engine:", problem) });

  const isOver = () => world.accessLog.all().every(({ cause, ceasedAt }) => cause !== "seed" || ceasedAt !== null);
  let overAtMs: number | undefined;
  await runTurnsUntil(turns, () => {
    if (overAtMs === undefined && isOver()) overAtMs = turns.nowMs();
    // Time enough for the last to be confirmed.
    return (overAtMs !== undefined && turns.nowMs() > overAtMs + 5_000) || turns.nowMs() > endsAt.getTime() + 3_600_000;
  });
  turns.abandon(actor);

  const grants = await beside.selectFrom("grants").selectAll().where("endsAt", "=", endsAt).execute();
  const tookMs = Math.max(...grants.map((grant) => (grant.endedAt?.getTime() ?? Number.NaN) - endsAt.getTime()));
  const operations = world.assignmentOperations.all().map(({ createdAt, dueAt, ...one }) => ({
    ...{ ...one, sentMs: Date.parse(createdAt), doneMs: Date.parse(dueAt) },
  }));
  const removals = operations.filter(({ kind }) => kind === "delete");
  const placesMs = removals.reduce((sum, one) => sum + one.doneMs - one.sentMs, 0) / limits.writesUnderWay;
  const quotaMs = Math.max(placesMs, (2 * removals.length * 1_000) / limits.callsPerSecond);
  const share = quotaMs / tookMs;
  const sent = removals.map(({ sentMs }) => sentMs).sort((a, b) => a - b);
  const done = removals.map(({ doneMs }) => doneMs).sort((a, b) => a - b);
  const emptyMs = sent.slice(limits.writesUnderWay).map((atMs, n) => atMs - (done[n] ?? Number.NaN));
  const within = calls.filter(({ atMs }) => atMs >= endsAt.getTime() && atMs <= endsAt.getTime() + tookMs);
  const endedMs = new Map(grants.map((one) => [`${one.personId} ${one.accountId}`, one.endedAt?.getTime()]));
  const lagMs = removals.map((one) => (endedMs.get(`${one.principalId} ${one.accountId}`) ?? Number.NaN) - one.doneMs);
  const tooEarly = operations.filter(({ kind, sentMs }) => kind === "create" && sentMs < (sent.at(-1) ?? 0)).length;
  report(
    `${ending} grants ending together in virtual time, share of the quota used`,
    `${(share * 100).toFixed(1)} % (${tookMs} ms; the quota needs ${quotaMs.toFixed(0)} ms; a place stood empty for ${mean(emptyMs).toFixed(0)} ms)`,
    "≥ 95 %",
    share >= 0.95,
  );
  report("ends before starts", `${tooEarly} of ${starting} starts sent before the last end`, "none", tooEarly === 0);
  console.log(
    `        ${(within.length / ending).toFixed(2)} calls for each end, ${((within.length * 1_000) / tookMs).toFixed(1)} a second; shown as ended after AWS was done: p50 ${percentile(lagMs, 50)} ms, p99 ${percentile(lagMs, 99)} ms`,
  );
  await server.close();
};
