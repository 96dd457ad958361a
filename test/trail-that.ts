import type { ActivityQuery, ActivitySource } from "../src/core/activity-source.ts";

/** A trail that answers every question with these batches, and keeps what it was asked. It has always delivered just now. */
export const trailThat = (answers: (query: ActivityQuery, signal: AbortSignal) => Iterable<unknown[]>) => {
  const asked: ActivityQuery[] = [];
  const source: ActivitySource = {
    kind: "s3",
    async *read(query, signal) {
      asked.push(query);
      let done = 0;
      for (const records of answers(query, signal)) {
        done += 1;
        yield { records, progress: { done, total: null } };
      }
    },
    newestDelivery: async (now) => now,
  };
  return { source, asked };
};
