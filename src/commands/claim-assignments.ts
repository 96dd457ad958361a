import { addMilliseconds } from "../core/time.ts";
import { claimDue, type DueAssignment } from "../store/due-assignments.ts";
import { leaseHolder } from "../store/lease-holders.ts";
import type { Engine } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";

/**
 * Takes what is due for this worker. Each claim is a holder of its own: an answer that arrives after its lease was lost finds somebody
 * else at work, even if that is the same process.
 */
export const claimAssignments = async (
  ctx: CommandContext,
  engine: Engine,
  facts: { most: number; mostStarts: number },
): Promise<{ claimant: Engine; keys: DueAssignment[] }> => {
  const lock = await engine.takeLock?.();
  const now = ctx.clock.now();
  const holder = leaseHolder({ worker: engine.holder, claim: ctx.ids.newId(), lock: lock?.number });
  const keys = await claimDue(ctx.db, {
    ...{ holder, now, ...facts },
    leaseUntil: addMilliseconds(now, engine.leaseMs),
    writesAtOnce: engine.writesAtOnce,
  });
  return { claimant: { ...engine, holder, lock }, keys };
};
