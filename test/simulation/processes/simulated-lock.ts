import { sql } from "kysely";
import type { IdSource } from "../../../src/core/time.ts";
import type { Db } from "../../../src/store/database.ts";
import { lockClass, type WorkerLock } from "../../../src/store/worker-lock.ts";
import type { Chance } from "../chance.ts";
import type { Simulation } from "../simulation.ts";
import type { Actor } from "../time/turns.ts";

const secondMs = 1_000;

/**
 * The lock by which a worker shows that it lives. It goes when the worker dies, mostly at once, and when its connection is cut: then
 * the worker lives on, and notices now or later.
 */
export const simulatedLock = (
  simulation: Simulation,
  facts: { actor: Actor; db: Db; ids: IdSource; chance: Chance },
) => {
  const { turns, database, wire } = simulation;
  const { actor, chance } = facts;
  let held: { number: number; isKnownToBeLost: boolean } | undefined;

  const letGo = (number: number, afterMs: number) =>
    turns.add({
      ...{ actor: wire.network, kind: "event" as const, what: "a lock is let go of", isReady: database.isFree },
      readyAtMs: turns.nowMs() + afterMs,
      take: async () => {
        await database.letGo({ class: lockClass, number });
      },
    });

  const take = async (): Promise<WorkerLock> => {
    const number = Number.parseInt(facts.ids.newId().slice(-7), 16);
    const mine = { number, isKnownToBeLost: false };
    await sql`select pg_advisory_lock(${lockClass}, ${number})`.execute(facts.db);
    held = mine;
    return {
      number,
      isHeld: () => !mine.isKnownToBeLost,
      release: () => {
        mine.isKnownToBeLost = true;
        letGo(number, 0);
      },
    };
  };

  return {
    take,
    /** A machine that vanishes is only noticed after a while. */
    die: () => {
      if (held) letGo(held.number, chance.happens(0.8) ? 0 : 11 * secondMs);
    },
    cut: () => {
      const lost = held;
      if (!lost) return;
      letGo(lost.number, 0);
      turns.add({
        ...{ actor, kind: "event", what: "a lost connection is noticed" },
        readyAtMs: turns.nowMs() + chance.oneOf([0, 0, 20, 3 * secondMs, 60 * secondMs]),
        take: () => {
          lost.isKnownToBeLost = true;
        },
      });
    },
  };
};
