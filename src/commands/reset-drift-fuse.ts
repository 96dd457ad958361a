import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { appendAudit } from "../store/audit-events.ts";
import { lockFuse, resetFuse } from "../store/drift-watch.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/** Lets the settings remove again, counting anew; only admins may. What is still too much blows the fuse again. */
export const resetDriftFuse = (ctx: CommandContext, facts: { caller: Caller }): Promise<void> => {
  const { caller } = facts;
  const subject = { kind: "drift", id: "drift" };
  return recordingRefusal(ctx, { caller, action: "drift.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, caller);
      const { fuseBlownAt } = await lockFuse(trx);
      if (fuseBlownAt === null)
        throw new Refusal("conflict", [refuse("drift-fuse.not-blown", "The fuse is not blown. Nothing is held back.")]);
      const at = ctx.clock.now();
      await resetFuse(trx, at);
      await ctx.jobs.wake(trx, "watch-drift");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(caller), action: "drift.fuse-reset", subject, data: { blownAt: fuseBlownAt } },
      ]);
    }),
  );
};
