import { addMilliseconds } from "../core/time.ts";
import { type ClaimedAssignment, claimDue } from "../store/due-assignments.ts";
import { leaseHolder } from "../store/lease-holders.ts";
import type { Engine } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";

/**
 * The engine as one claim of its: each is a holder of its own, so that an answer that arrives after its lease was lost finds somebody
 * else at work, even if that is the same process.
 */
export const newClaimant = async (ctx: CommandContext, engine: Engine): Promise<Engine> => {
  const lock = await engine.takeLock?.();
  const holder = leaseHolder({ worker: engine.holder, claim: ctx.ids.newId(), lock: lock?.number });
  return { ...engine, holder, lock };
};

/** Takes what is due for this worker. `onProblem`: it may have been taken all the same, and nobody knows. */
export const claimAssignments = async (
  ctx: CommandContext,
  engine: Engine,
  facts: { most: number; mostStarts: number; onProblem?(claim: { holder: string }): void },
): Promise<{ claimant: Engine; keys: ClaimedAssignment[] }> => {
  const claimant = await newClaimant(ctx, engine);
  const now = ctx.clock.now();
  const { most, mostStarts } = facts;
  const keys = await claimDue(ctx.db, {
    ...{ holder: claimant.holder, now, most, mostStarts },
    leaseUntil: addMilliseconds(now, engine.leaseMs),
    writesAtOnce: engine.writesAtOnce,
  }).catch((problem) => {
    facts.onProblem?.(claimant);
    throw problem;
  });
  return { claimant, keys };
};
