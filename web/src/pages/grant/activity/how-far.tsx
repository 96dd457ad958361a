import type { ActivitySource } from "../../../api/access.ts";
import { Time } from "../../../parts/time.tsx";

/** How much of the trail was read: whether the list may still grow. */
export const HowFar = ({ source }: { source: ActivitySource }) => {
  if (source.complete) return "All that this access can have caused was read and is kept with it.";
  if (!source.readUpTo) return "Nothing was read yet.";
  return (
    <>
      Read up to <Time at={source.readUpTo} />; later events are still to come. CloudTrail is some minutes behind.
    </>
  );
};
