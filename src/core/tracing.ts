/** What is told of a piece of work besides its name: ids, counts and codes. Never names, comments, tickets or secrets. */
export type TraceAttributes = Readonly<Record<string, string | number | boolean>>;

export type TracedWork = {
  kind?: "server" | "client" | "consumer" | "internal";
  attributes?: TraceAttributes;
  /** The trace that this goes on with, as `keep` gave it; the work around it otherwise. */
  continues?: string | null;
};

/** The piece of work as long as it lasts. */
export type TracedSpan = {
  rename(name: string): void;
  add(attributes: TraceAttributes): void;
  fail(): void;
};

/** Tells a tracing system how long each piece of work took and what it belongs to. Nothing rests on it: it never fails and never waits. */
export type Tracing = {
  /** Does the work; answers and throws what the work does. */
  span<T>(name: string, facts: TracedWork, work: (span: TracedSpan) => Promise<T>): Promise<T>;
  /** The trace that is under way, to be kept in a row so that later work goes on with it; null where nothing is traced. */
  keep(): string | null;
};

const unheard: TracedSpan = { rename: () => undefined, add: () => undefined, fail: () => undefined };

/** Nothing is told. */
export const untraced: Tracing = { span: (_name, _facts, work) => work(unheard), keep: () => null };
