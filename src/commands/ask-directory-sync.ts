import { acceptRemovals } from "../store/accepted-removals.ts";
import { appendAudit } from "../store/audit-events.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/**
 * Has the worker read the directory anew, soon; only admins may ask. With `acceptLargeRemovals` the next sync, and only that one,
 * marks gone however much AWS no longer lists.
 */
export const askDirectorySync = async (
  ctx: CommandContext,
  facts: { caller: Caller; acceptLargeRemovals: boolean },
): Promise<void> => {
  const { caller, acceptLargeRemovals } = facts;
  const at = ctx.clock.now();
  const subject = { kind: "directory", id: "directory" };
  await recordingRefusal(ctx, { caller, action: "directory.sync-refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, caller);
      if (acceptLargeRemovals) await acceptRemovals(trx, { personId: caller.personId, acceptedAt: at });
      await ctx.jobs.wake(trx, "sync-directory");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(caller), action: "directory.sync-asked", subject, data: { acceptLargeRemovals } },
      ]);
    }),
  );
};
