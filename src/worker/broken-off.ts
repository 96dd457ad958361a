import type { CommandContext } from "../commands/context.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import { giveUpLease } from "../store/lease-holders.ts";

/** Sooner than a lease is over, and not at once: what broke off may break off again, and takes calls from the budget. */
const restMs = 5_000;

/**
 * Work that ended with an error, as when a statement was refused: nobody works on it, and its lease says that somebody does. Here it is
 * remembered, and given up after a rest; should this process die before, its leases go with it.
 */
export const brokenOffWork = (ctx: CommandContext) => {
  let claims: { key: AssignmentKey; holder: string; freeAt: Date }[] = [];
  return {
    note: (claim: { key: AssignmentKey; holder: string }) => {
      claims.push({ ...claim, freeAt: addMilliseconds(ctx.clock.now(), restMs) });
    },
    /** Answers how many were given up. */
    giveUp: async (): Promise<number> => {
      const due = claims.filter(({ freeAt }) => freeAt <= ctx.clock.now());
      for (const claim of due) {
        await giveUpLease(ctx.db, claim);
        claims = claims.filter((one) => one !== claim);
      }
      return due.length;
    },
  };
};
