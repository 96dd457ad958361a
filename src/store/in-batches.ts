/** Does the work for so many items at a time, in order: a statement stays of bearable size however large the organisation is. */
export const inBatches = async <T>(
  items: readonly T[],
  work: (batch: T[]) => Promise<unknown>,
  size = 2_000,
): Promise<void> => {
  for (let start = 0; start < items.length; start += size) await work(items.slice(start, start + size));
};
