import type { Chance } from "../chance.ts";
import type { Trace } from "../trace.ts";

/** A process, or the network: something whose turns come and go together. */
export type Actor = {
  name: string;
  alive: boolean;
  /** Until then it stands still, as a suspended machine does. */
  pausedUntilMs: number;
  /** How far its clock is from the true time. */
  skewMs: number;
};

export const actorNamed = (name: string): Actor => ({ name, alive: true, pausedUntilMs: 0, skewMs: 0 });

export type TurnKind = "statement" | "begin" | "commit" | "rollback" | "send" | "answer" | "wake" | "event";

/** One thing that waits to happen at a boundary: a statement, a call, the end of a sleep. */
export type Turn = {
  actor: Actor;
  kind: TurnKind;
  /** For the trace and for who chooses what to strike: which statement, which call. */
  what: string;
  readyAtMs: number;
  /** Whether it could happen now, apart from the time. */
  isReady?(): boolean;
  take(): void | Promise<void>;
  /** Its process died before it came to it. */
  abandoned?(): void;
};

export type Turns = ReturnType<typeof createTurns>;

const drained = () => new Promise<void>((resolve) => setImmediate(resolve));

/**
 * The true time, and everything that waits to happen. Nothing asynchronous goes on but by a turn that was granted, one at a time, in
 * an order that chance chooses: so the same seed gives the same history.
 */
export const createTurns = (facts: { startMs: number; chance: Chance; trace: Trace }) => {
  const { chance, trace } = facts;
  let nowMs = facts.startMs;
  let waiting: Turn[] = [];
  let taken = 0;
  let added = 0;
  const onAdvance: ((nowMs: number) => void)[] = [];

  /** Lets everything run that needs no turn. */
  const settle = async () => {
    let before: number;
    do {
      before = added;
      await drained();
    } while (added !== before);
  };

  const isDue = ({ actor, readyAtMs }: Turn) => actor.alive && actor.pausedUntilMs <= nowMs && readyAtMs <= nowMs;

  return {
    nowMs: () => nowMs,
    now: () => new Date(nowMs),
    taken: () => taken,
    onAdvance: (listener: (nowMs: number) => void) => onAdvance.push(listener),
    add: (turn: Turn) => {
      added += 1;
      waiting.push(turn);
    },
    remove: (turn: Turn) => {
      waiting = waiting.filter((one) => one !== turn);
    },
    waitingOf: (actor: Actor) => waiting.filter((turn) => turn.actor === actor),
    settle,
    advanceTo: (ms: number) => {
      if (ms <= nowMs) return;
      nowMs = ms;
      for (const listener of onAdvance) listener(nowMs);
    },
    /** The turn that chance chooses among those that could happen now; undefined when none could. */
    choose: (): Turn | undefined => {
      const ready = waiting.filter((turn) => isDue(turn) && (turn.isReady?.() ?? true));
      return ready.length === 0 ? undefined : chance.oneOf(ready);
    },
    /** When something could happen next, apart from what waits for something else. */
    nextAtMs: (): number | undefined => {
      const instants = waiting
        .filter(({ actor }) => actor.alive)
        .map(({ actor, readyAtMs }) => Math.max(readyAtMs, actor.pausedUntilMs))
        .filter((ms) => ms > nowMs);
      return instants.length === 0 ? undefined : Math.min(...instants);
    },
    grant: async (turn: Turn) => {
      waiting = waiting.filter((one) => one !== turn);
      taken += 1;
      trace.add(nowMs, `${turn.actor.name} ${turn.kind} ${turn.what}`);
      await turn.take();
      await settle();
    },
    /** Nothing of this actor happens any more. */
    abandon: (actor: Actor) => {
      actor.alive = false;
      const gone = waiting.filter((turn) => turn.actor === actor);
      waiting = waiting.filter((turn) => turn.actor !== actor);
      for (const turn of gone) turn.abandoned?.();
    },
  };
};
