import { useSyncExternalStore } from "react";

const query = window.matchMedia("(min-width: 689px)");

const watch = (tell: () => void) => {
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
};

/** Whether there is room side by side; the same width at which Cloudscape turns to its narrow shape. */
export const useWide = (): boolean => useSyncExternalStore(watch, () => query.matches);
