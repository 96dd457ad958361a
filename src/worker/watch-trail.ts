import type { CommandContext } from "../commands/context.ts";
import type { ActivitySource } from "../core/activity-source.ts";
import { CloudError } from "../core/identity-center.ts";
import { tellDelivery } from "../store/activity-source.ts";

/** Asks the trail when it last delivered, so that admins see when it fell silent or is out of reach. */
export const watchTrail = async (ctx: CommandContext, source: ActivitySource, signal: AbortSignal): Promise<void> => {
  const lookedAt = ctx.clock.now();
  try {
    const newestDeliveryAt = await source.newestDelivery(lookedAt, signal);
    await tellDelivery(ctx.db, { lookedAt, newestDeliveryAt, lastError: null });
  } catch (problem) {
    if (signal.aborted) return;
    const lastError = problem instanceof CloudError ? problem.message : "Stint failed while asking; its log says how.";
    await tellDelivery(ctx.db, { lookedAt, newestDeliveryAt: null, lastError: lastError.slice(0, 1_000) });
    throw problem;
  }
};
