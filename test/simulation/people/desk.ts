import { cookieOf } from "../prepare.ts";
import { type ApiAnswer, type ApiProcess, startApiProcess } from "../processes/api-process.ts";
import type { Broken } from "../processes/worker-process.ts";
import type { Simulation } from "../simulation.ts";
import { type Actor, actorNamed, type Turn } from "../time/turns.ts";

type Asking = { personId: string; method: string; path: string; body?: unknown; headers?: Record<string, string> };

/** What people do, at the instants that they chose, through whichever API process is there. */
export const openDesk = (simulation: Simulation, broken?: Broken) => {
  const { turns } = simulation;
  const people: Actor = actorNamed("people");
  let api: ApiProcess | undefined;
  let started = 0;
  let asking = 0;

  const present = (): ApiProcess => {
    if (!api?.actor.alive) {
      started += 1;
      api = startApiProcess(simulation, `serve-${started}`, broken);
    }
    return api;
  };

  const at = (atMs: number, what: string, act: () => unknown) =>
    turns.add({
      ...{ actor: people, kind: "event", what, readyAtMs: Math.max(atMs, turns.nowMs()) },
      // Nobody waits for it here: what it asks for takes turns of its own.
      take: () => {
        void act();
      },
    });

  const pause = (ms: number) => new Promise<void>((resolve) => at(turns.nowMs() + ms, "", resolve));

  return {
    at,
    pause,
    /** Asks once; status 0 when nobody answers. */
    ask: async ({ personId, ...call }: Asking): Promise<ApiAnswer> => {
      asking += 1;
      try {
        return await present().call(cookieOf(personId), call);
      } finally {
        asking -= 1;
      }
    },
    isBusy: () => asking > 0,
    api: present,
    /** The instants that people have planned. */
    planned: (): Turn[] => turns.waitingOf(people),
  };
};

export type Desk = ReturnType<typeof openDesk>;
