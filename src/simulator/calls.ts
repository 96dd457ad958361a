type CallRecord = {
  operation: string;
  at: string;
  /** "ok", the name of the exception, or "cut" when the connection was cut. */
  outcome: string;
  requestId: string;
  input: unknown;
};

export type Calls = {
  add(record: CallRecord): void;
  recent(): CallRecord[];
  countByOperation(): Record<string, number>;
  clear(): void;
};

const MOST_KEPT = 5_000;

/** Remembers every AWS call that was made: all of them as counts, the latest five thousand whole. */
export const callRecorder = (): Calls => {
  let recent: CallRecord[] = [];
  const counts = new Map<string, number>();
  return {
    add(record) {
      recent.push(record);
      // Cut in one go at twice the size, so that adding stays cheap.
      if (recent.length >= 2 * MOST_KEPT) recent = recent.slice(-MOST_KEPT);
      counts.set(record.operation, (counts.get(record.operation) ?? 0) + 1);
    },
    recent: () => recent.slice(-MOST_KEPT),
    countByOperation: () => Object.fromEntries(counts),
    clear() {
      recent = [];
      counts.clear();
    },
  };
};
