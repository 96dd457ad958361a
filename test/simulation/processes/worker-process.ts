import type { PgBoss } from "pg-boss";
import type { Engine } from "../../../src/commands/assignment-engine.ts";
import type { CommandContext } from "../../../src/commands/context.ts";
import { establishGroups } from "../../../src/commands/establish-groups.ts";
import { mayStart } from "../../../src/commands/may-start.ts";
import type { DriftApi } from "../../../src/core/drift.ts";
import { NotificationError, type Notifier } from "../../../src/core/notifier.ts";
import { writesAtOnce } from "../../../src/core/pace.ts";
import { createCutPolicyApi } from "../../../src/providers/aws/cut-policy.ts";
import { createDirectorySource } from "../../../src/providers/aws/directory-source.ts";
import { createDriftApi } from "../../../src/providers/aws/drift-source.ts";
import { createAssignmentApi } from "../../../src/providers/aws/identity-center.ts";
import type { Db } from "../../../src/store/database.ts";
import type { QueueName } from "../../../src/store/jobs.ts";
import { createPace } from "../../../src/worker/pace.ts";
import { startWorker } from "../../../src/worker/start-worker.ts";
import { clientsOf } from "../aws/clients.ts";
import type { Simulation } from "../simulation.ts";
import { idsFrom, schedulerOf } from "../time/actor-time.ts";
import { type Actor, actorNamed } from "../time/turns.ts";
import { simulatedLock } from "./simulated-lock.ts";

/** A part of the system that is put in the place of the right one, to see whether the promises notice. */
export type Broken = {
  engine?(engine: Engine): Engine;
  ctx?(ctx: CommandContext): CommandContext;
  /** What the API reads. */
  served?(db: Db): Db;
  /** For whom the one who decides is taken. */
  takenFor?(facts: { deciderId: string; requesterId: string }): string;
  /** For whom the one who ends is taken. */
  endsAs?(enderId: string): string;
  /** How AWS is looked at. */
  drift?(api: DriftApi): DriftApi;
};

export type WorkerProcess = { actor: Actor; place: string; crash(): Promise<void>; cut(): void };

const mailOf = (simulation: Simulation): Notifier => ({
  channel: "email",
  send: async (_message, signal) => {
    switch (simulation.weather.mailIs()) {
      case "delivered":
        return;
      case "refused":
        throw new NotificationError("no mail on request", { permanent: false });
      case "swallowed":
        await new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    }
  },
});

/** One worker, whole, as `stint work` starts it, on the simulated wire, database and time. */
export const startWorkerProcess = (
  simulation: Simulation,
  facts: {
    name: string;
    place: string;
    hasLock: boolean;
    broken?: Broken | undefined;
    onSync?(): void;
    onProblem?(problem: unknown): void;
  },
): WorkerProcess => {
  const { turns, database, wire, wakes, organisation, chance, weather } = simulation;
  const actor = actorNamed(facts.name);
  const scheduler = schedulerOf(turns, actor);
  const db = database.connectAs(actor);
  const ids = idsFrom(chance.split(`ids of ${facts.name}`), () => scheduler.now().getTime());
  const ctx: CommandContext = { db, clock: scheduler, ids, jobs: wakes.jobs };
  const lock = simulatedLock(simulation, { actor, db, ids, chance: chance.split(`lock of ${facts.name}`) });
  const pace = createPace({ db, scheduler });
  const clients = clientsOf({ wire, actor, place: facts.place });
  const { instanceArn } = organisation.world.ids;
  const engine: Engine = {
    api: createAssignmentApi({ client: clients.assignments, instanceArn }),
    pace: (lane) => pace("sso-admin", lane),
    ...{ mayStart, holder: facts.name, writesAtOnce, leaseMs: 30_000 },
  };
  const drift = createDriftApi({ client: clients.assignments, instanceArn, pace });
  const handlers = new Map<string, () => void>();
  const boss = {
    work: async (queue: string, _options: object, handler: () => Promise<void>) => {
      handlers.set(queue, () => void handler());
    },
    offWork: async () => undefined,
  };
  wakes.listen({ isAlive: () => actor.alive, wake: (queue: QueueName) => handlers.get(queue)?.() });
  const onProblem = (problem: unknown) => facts.onProblem?.(problem);
  startWorker(facts.broken?.ctx?.(ctx) ?? ctx, {
    engine: facts.broken?.engine?.(engine) ?? engine,
    self: { name: facts.name, version: "simulated" },
    ...(facts.hasLock ? { takeLock: lock.take } : {}),
    source: createDirectorySource({ clients, pace }),
    drift: facts.broken?.drift?.(drift) ?? drift,
    cuts: { api: createCutPolicyApi({ client: clients.organizations, pace }), target: undefined },
    ...{ scheduler, notifiers: [mailOf(simulation)] },
    // The two of its functions that the worker uses.
    boss: boss as unknown as PgBoss,
    onProblem: (_chore, problem) => onProblem(problem),
    onSync: async (result) => {
      if (result.outcome === "succeeded") facts.onSync?.();
      await establishGroups(ctx, { admin: organisation.groups.admins, auditor: organisation.groups.auditors });
    },
  }).catch((problem: unknown) => {
    // It could not start, as when the database is out of reach: whoever looks after it starts another.
    onProblem(problem);
    turns.abandon(actor);
    weather.trouble("worker did not start");
  });
  return {
    actor,
    place: facts.place,
    cut: lock.cut,
    crash: async () => {
      lock.die();
      turns.abandon(actor);
      await database.drop(actor);
    },
  };
};
