import { useEffect, useState } from "react";

const settleMs = 250;

/** The value once it has not changed for a moment: what the server is asked about while someone types. */
export const useSettled = <T>(value: T): T => {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a value is the same when it reads the same, though it was made anew
  useEffect(() => {
    const settling = window.setTimeout(() => setSettled(value), settleMs);
    return () => window.clearTimeout(settling);
  }, [text]);
  return settled;
};
