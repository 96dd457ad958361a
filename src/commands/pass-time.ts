import { afterMove, isWanted, moveByTime } from "../core/grant-transitions.ts";
import { lockOpenGrants, moveGrant, tuplesWhoseTimeHasCome } from "../store/assignment-grants.ts";
import { lockAssignments, scheduleLook } from "../store/assignments.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { CommandContext } from "./context.ts";
import { type Moved, tellGrantMoves } from "./tell-grant-moves.ts";

/**
 * Moves every grant whose instant has come, at most `limit` tuples in one transaction, and has the engine look at each: so that a
 * thousand grants that end together all say "ending" at once, long before AWS's quota lets the last one go.
 * Answers how many moved; call again while it is not zero.
 */
export const passTime = async (ctx: CommandContext, limit = 100): Promise<number> => {
  const now = ctx.clock.now();
  const keys = await tuplesWhoseTimeHasCome(ctx.db, now, limit);
  if (keys.length === 0) return 0;
  return ctx.db.transaction().execute(async (trx) => {
    const moved: Moved[] = [];
    // The assignments before their grants, as everyone locks them.
    await lockAssignments(trx, keys);
    for (const key of keys) {
      const grants = await lockOpenGrants(trx, key);
      const after = [];
      for (const grant of grants) {
        const move = moveByTime(grant, now);
        if (move && (await moveGrant(trx, move, now))) moved.push({ grant, move });
        after.push(afterMove(grant, move));
      }
      await scheduleLook(trx, { key, at: now, lane: isWanted(after, now) ? "activate" : "end" });
    }
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, await tellGrantMoves(trx, ctx, moved, now));
    return moved.length;
  });
};
