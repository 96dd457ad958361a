import type { ActivityQuery, ActivitySource } from "../src/core/activity-source.ts";

/** A trail that answers every question with these batches, and keeps what it was asked. */
export const trailThat = (answers: (query: ActivityQuery, signal: AbortSignal) => Iterable<unknown[]>) => {
  const asked: ActivityQuery[] = [];
  const source: ActivitySource = {
    kind: "s3",
    async *read(query, signal) {
      asked.push(query);
      const batches = [...answers(query, signal)];
      for (const [index, records] of batches.entries())
        yield { records, progress: { done: index + 1, total: batches.length } };
    },
    newestDelivery: async () => null,
  };
  return { source, asked };
};
