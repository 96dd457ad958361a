import { Refusal } from "../core/refusal.ts";
import { appendAudit } from "../store/audit-events.ts";
import { actorOf } from "./actor-of.ts";
import type { Caller, CommandContext } from "./context.ts";

/**
 * Runs a change in one transaction. When it is refused for want of authority, nothing of it stays but an audit event that says
 * who tried what.
 */
export const recordingRefusal = async <T>(
  ctx: CommandContext,
  attempt: { caller: Caller; action: string; subject: { kind: string; id: string } },
  change: () => Promise<T>,
): Promise<T> => {
  try {
    return await change();
  } catch (problem) {
    if (problem instanceof Refusal && problem.kind === "forbidden") {
      const entry = {
        actor: actorOf(attempt.caller),
        action: attempt.action,
        subject: attempt.subject,
        data: { because: problem.reasons },
      };
      await ctx.db
        .transaction()
        .execute((trx) => appendAudit(trx, { at: ctx.clock.now(), newId: () => ctx.ids.newId() }, [entry]));
    }
    throw problem;
  }
};
