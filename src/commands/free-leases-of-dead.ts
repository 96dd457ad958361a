import { findLeaseLocks, freeLeases } from "../store/lease-holders.ts";
import { findHeldLocks } from "../store/worker-lock.ts";
import type { Engine } from "./assignment-engine.ts";
import type { CommandContext } from "./context.ts";

/**
 * Lets others go on with what dead workers held, long before their leases are over; answers how many assignments that were.
 *
 * The leases are read before the locks: who is named in one had its lock before, so a lock that is not there then is gone, and none
 * comes back. A worker whose connection was cut is taken for dead too, though it lives. It notices, sends no write any more and
 * begins anew with another lock; a write that it was about to send at that very moment is what the dead may have sent last as well: its
 * intention was recorded, and whoever goes on reckons with it for a minute, longer than it can take.
 */
export const freeLeasesOfDead = async (ctx: CommandContext, engine: Engine): Promise<number> => {
  const own = await engine.takeLock?.();
  const named = await findLeaseLocks(ctx.db, ctx.clock.now());
  if (named.length === 0) return 0;
  const held = await findHeldLocks(ctx.db);
  // The server has ended our connection, and nobody told us.
  if (own?.isHeld() && !held.has(own.number)) own.release();
  const locks = named.filter((number) => !held.has(number));
  return locks.length === 0 ? 0 : freeLeases(ctx.db, { locks, now: ctx.clock.now() });
};
