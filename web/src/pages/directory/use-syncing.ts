import { useState } from "react";
import { type LastSync, useStartingSync } from "../../api/directory-sync.ts";

export type Syncing = {
  start: (facts: { acceptLargeRemovals: boolean }) => void;
  /** Asked for, and not begun by a worker yet. */
  isAsked: boolean;
  isRunning: boolean;
  problem: Error | null;
};

/** From asking for a sync until a worker has done it; the event stream tells when it begins and ends. */
export const useSyncing = (newest: LastSync["sync"] | undefined): Syncing => {
  const starting = useStartingSync();
  const [newestWhenAsked, setNewestWhenAsked] = useState<string>();
  const id = newest?.id ?? "none";
  return {
    start: (facts) => {
      setNewestWhenAsked(id);
      starting.mutate(facts, { onError: () => setNewestWhenAsked(undefined) });
    },
    isAsked: newestWhenAsked === id,
    isRunning: newest?.outcome === "running",
    problem: starting.error,
  };
};
