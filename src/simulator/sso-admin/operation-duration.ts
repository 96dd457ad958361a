import type { Call } from "../aws/operation.ts";
import { madeFraction } from "../made-id.ts";

/** How long an asynchronous operation takes: within the set range, and always the same for the same seed and operation. */
export const operationDurationMs = ({ world, timing }: Call, requestId: string): number => {
  const [min, max] = timing.assignmentMs;
  return Math.round(min + (max - min) * madeFraction(world.ids.seed, "latency", requestId));
};
