type ClockListener = () => void;

export type SimulatorClock = {
  now(): Date;
  set(at: Date): void;
  advance(ms: number): void;
  freeze(): void;
  resume(): void;
  /** Calls the listener after every set, advance, freeze and resume; answers a function that stops it. */
  onJump(listener: ClockListener): () => void;
};

/** What must be kept so that a restarted simulator goes on in its own time. */
export type SavedClock = { offsetMs: number; frozenAtMs: number | null };

export type KeptClock = SimulatorClock & { isFrozen(): boolean; saved(): SavedClock };

/**
 * All time in the simulated AWS is read here: the wall clock plus an offset, or one frozen instant.
 * The offset is kept rather than the instant, so that a simulator that was stopped for an hour is an hour later.
 */
export const simulatorClock = (saved?: SavedClock, wallMs: () => number = Date.now): KeptClock => {
  let offsetMs = saved?.offsetMs ?? 0;
  let frozenAtMs = saved?.frozenAtMs ?? null;
  const listeners = new Set<ClockListener>();

  const nowMs = () => frozenAtMs ?? wallMs() + offsetMs;
  const moveTo = (ms: number) => {
    if (frozenAtMs === null) offsetMs = ms - wallMs();
    else frozenAtMs = ms;
  };
  const told = () => {
    for (const listener of listeners) listener();
  };

  return {
    now: () => new Date(nowMs()),
    isFrozen: () => frozenAtMs !== null,
    set(at) {
      moveTo(at.getTime());
      told();
    },
    advance(ms) {
      moveTo(nowMs() + ms);
      told();
    },
    freeze() {
      frozenAtMs = nowMs();
      told();
    },
    resume() {
      if (frozenAtMs !== null) offsetMs = frozenAtMs - wallMs();
      frozenAtMs = null;
      told();
    },
    onJump(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    saved: () => ({ offsetMs, frozenAtMs }),
  };
};
