import { useSyncExternalStore } from "react";

let inUtc = false;
const watching = new Set<() => void>();

/** Whether times are told in UTC instead of the person's zone, on every page at once. */
export const tellTimesInUtc = (value: boolean): void => {
  inUtc = value;
  for (const tell of watching) tell();
};

const watch = (tell: () => void) => {
  watching.add(tell);
  return () => watching.delete(tell);
};

export const useTimesInUtc = (): boolean => useSyncExternalStore(watch, () => inUtc);
