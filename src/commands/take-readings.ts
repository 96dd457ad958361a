import { addMilliseconds } from "../core/time.ts";
import { claimReadings } from "../store/activity-readings.ts";
import type { CommandContext } from "./context.ts";
import { readingLeaseMs } from "./read-grant-activity.ts";

/** Takes what is due for this worker. Each claim is a holder of its own, as with assignments. */
export const takeReadings = async (
  ctx: CommandContext,
  facts: { holder: string; most: number },
): Promise<{ holder: string; grantIds: string[] }> => {
  const now = ctx.clock.now();
  const holder = `${facts.holder}/${ctx.ids.newId()}`;
  const leaseUntil = addMilliseconds(now, readingLeaseMs);
  return { holder, grantIds: await claimReadings(ctx.db, { holder, now, leaseUntil, most: facts.most }) };
};
