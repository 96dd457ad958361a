/** The only way anything in Stint learns the time. */
export type Clock = { now(): Date };

/** Waiting, passed in like the time, so that a test can let weeks pass in a moment. */
export type Scheduler = Clock & {
  /** Resolves once `now()` has reached the instant, also when the clock is moved there, or at once when the signal aborts. */
  sleepUntil(at: Date, signal?: AbortSignal): Promise<void>;
};

/** Chance, passed in. Ids sort by the time they were made (UUID version 7, RFC 9562 §5.7). */
export type IdSource = { newId(): string };

export const addMinutes = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000);

export const addMilliseconds = (at: Date, ms: number) => new Date(at.getTime() + ms);

export const later = (a: Date, b: Date) => (a.getTime() >= b.getTime() ? a : b);

export const earlier = (a: Date, b: Date) => (a.getTime() <= b.getTime() ? a : b);
