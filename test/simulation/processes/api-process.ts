import { createHttpApp } from "../../../src/http/app.ts";
import type { AppContext } from "../../../src/http/app-context.ts";
import { defaultHttpLimits } from "../../../src/http/http-limits.ts";
import { createLog } from "../../../src/http/log.ts";
import { createPersonLookup } from "../../../src/providers/aws/identity-store.ts";
import { createPace } from "../../../src/worker/pace.ts";
import { clientsOf } from "../aws/clients.ts";
import type { Simulation } from "../simulation.ts";
import { idsFrom, schedulerOf } from "../time/actor-time.ts";
import { type Actor, actorNamed } from "../time/turns.ts";
import type { Broken } from "./worker-process.ts";

const publicUrl = "https://stint.example";
const yearMs = 365 * 24 * 3_600_000;

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into by those who know what they asked
export type ApiAnswer = { status: number; json: any };

/** Nobody answers: the process died, or was not there. */
const noAnswer: ApiAnswer = { status: 0, json: {} };

export type ApiProcess = {
  actor: Actor;
  call(
    cookie: string,
    call: { method: string; path: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<ApiAnswer>;
  crash(): Promise<void>;
};

/** The parts of the context that belong to the process that runs; the app is made once, because making it takes longer than using it. */
type Part = Pick<AppContext, "db" | "clock" | "scheduler" | "jobs" | "ids" | "lookup">;

const forwardTo = <T extends object>(get: () => T): T =>
  new Proxy({} as T, {
    get: (_target, name) => {
      const value = Reflect.get(get(), name);
      return typeof value === "function" ? value.bind(get()) : value;
    },
  });

const makeApp = () => {
  let current: Part | undefined;
  const part = (): Part => {
    if (!current) throw new Error("no API process runs");
    return current;
  };
  const context: AppContext = {
    db: forwardTo(() => part().db),
    clock: forwardTo(() => part().clock),
    scheduler: forwardTo(() => part().scheduler),
    jobs: forwardTo(() => part().jobs),
    ids: forwardTo(() => part().ids),
    lookup: forwardTo(() => part().lookup),
    events: { db: forwardTo(() => part().db), subscribe: () => ({ after: 0, unsubscribe: () => undefined }) },
    ...{ publicUrl, identityCenterRegion: "eu-central-1", version: "simulated" },
    limits: { ...defaultHttpLimits, callsPerMinute: 1_000_000, sessionIdleMs: yearMs, sessionAbsoluteMs: yearMs },
    log: createLog({ clock: { now: () => current?.clock.now() ?? new Date(0) }, level: "silent" }),
    readiness: async () => ({ ready: true, parts: [] }),
    metrics: async () => "",
  };
  const app = createHttpApp(context);
  return {
    app,
    use: (next: Part) => {
      current = next;
    },
  };
};

let made: ReturnType<typeof makeApp> | undefined;

/** One `stint serve` without its socket. */
export const startApiProcess = (simulation: Simulation, name: string, broken?: Broken): ApiProcess => {
  const { turns, database, wire, wakes, organisation, chance } = simulation;
  const actor = actorNamed(name);
  const scheduler = schedulerOf(turns, actor);
  const db = database.connectAs(actor);
  const { identityStoreId } = organisation.world.ids;
  made ??= makeApp();
  const { app } = made;
  made.use({
    ...{ db: broken?.served?.(db) ?? db, clock: scheduler, scheduler, jobs: wakes.jobs },
    ids: idsFrom(chance.split(`ids of ${name}`), () => scheduler.now().getTime()),
    lookup: createPersonLookup({
      client: clientsOf({ wire, actor, place: "serve" }).personLookup,
      identityStoreId,
      pace: createPace({ db, scheduler }),
    }),
  });
  const unanswered = new Set<() => void>();
  return {
    actor,
    call: (cookie, { method, path, body, headers = {} }) =>
      new Promise((resolve) => {
        if (!actor.alive) return resolve(noAnswer);
        const lost = () => resolve(noAnswer);
        unanswered.add(lost);
        const answered = async () => {
          const response = await app.request(`/api/v1${path}`, {
            method,
            headers: {
              ...{ cookie, origin: publicUrl },
              ...(body === undefined ? {} : { "content-type": "application/json" }),
              ...headers,
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          });
          const text = await response.text();
          unanswered.delete(lost);
          resolve({ status: response.status, json: text === "" ? {} : JSON.parse(text) });
        };
        void answered();
      }),
    crash: async () => {
      turns.abandon(actor);
      await database.drop(actor);
      for (const lost of unanswered) lost();
      unanswered.clear();
    },
  };
};
