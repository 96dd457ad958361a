import type { Jobs, QueueName } from "../../../src/store/jobs.ts";
import type { Chance } from "../chance.ts";
import type { SharedDatabase } from "../database/connection.ts";
import { actorNamed, type Turns } from "../time/turns.ts";

type Listener = { isAlive(): boolean; wake(queue: QueueName): void };

/** The job engine, as unreliable as it may be: a wake-up goes to one worker, a moment late, or is lost. */
export const createWakes = (facts: { turns: Turns; database: SharedDatabase; chance: Chance; lost: number }) => {
  const { turns, database, chance } = facts;
  const courier = actorNamed("jobs");
  let listeners: Listener[] = [];

  const deliver = (queue: QueueName, atMs: number) => {
    if (chance.happens(facts.lost)) return;
    turns.add({
      ...{ actor: courier, kind: "event", what: `wakes ${queue}` },
      readyAtMs: Math.max(atMs, turns.nowMs() + chance.between(1, 200)),
      take: () => {
        listeners = listeners.filter((one) => one.isAlive());
        if (listeners.length > 0) chance.oneOf(listeners).wake(queue);
      },
    });
  };

  const jobs: Jobs = {
    wake: async (_trx, queue, at) => {
      database.onCommit(() => deliver(queue, at?.getTime() ?? turns.nowMs()));
    },
  };
  return { jobs, listen: (listener: Listener) => listeners.push(listener) };
};

export type Wakes = ReturnType<typeof createWakes>;
