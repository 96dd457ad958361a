import { appendAudit } from "../store/audit-events.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/** Has the worker read the directory anew, soon; only admins may ask. */
export const askDirectorySync = async (ctx: CommandContext, facts: { caller: Caller }): Promise<void> => {
  const at = ctx.clock.now();
  const subject = { kind: "directory", id: "directory" };
  await recordingRefusal(ctx, { caller: facts.caller, action: "directory.sync-refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      await ctx.jobs.wake(trx, "sync-directory");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(facts.caller), action: "directory.sync-asked", subject },
      ]);
    }),
  );
};
