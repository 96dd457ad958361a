import type { CommandContext } from "../commands/context.ts";
import type { AssignmentKey } from "../core/identity-center.ts";
import { addMilliseconds } from "../core/time.ts";
import { giveUpLeases } from "../store/lease-holders.ts";

/** Sooner than a lease is over, and not at once: what broke off may break off again, and takes calls from the budget. */
const restMs = 5_000;

/**
 * Work that ended with an error, as when a statement was refused: nobody works on it, and its lease says that somebody does. Here it is
 * remembered, and given up after a rest; should this process die before, its leases go with it.
 */
export const brokenOffWork = (ctx: CommandContext) => {
  type Claim = { holder: string; key?: AssignmentKey };
  let claims: (Claim & { freeAt: Date })[] = [];
  return {
    /** All that this claim took, where it is not known what that was. */
    note: ({ holder, key }: Claim) => {
      claims.push({ holder, ...(key ? { key } : {}), freeAt: addMilliseconds(ctx.clock.now(), restMs) });
    },
    /** Answers how many were given up. */
    giveUp: async (): Promise<number> => {
      const due = claims.filter(({ freeAt }) => freeAt <= ctx.clock.now());
      for (const claim of due) {
        await giveUpLeases(ctx.db, { ...claim, now: ctx.clock.now() });
        claims = claims.filter((one) => one !== claim);
      }
      return due.length;
    },
  };
};
