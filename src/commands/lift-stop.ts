import { checkComment } from "../core/comment-rules.ts";
import { decide, refuse } from "../core/decision.ts";
import type { EmergencyStop } from "../core/emergency-stop.ts";
import { notOwnHold } from "../core/hold-rules.ts";
import { tidied } from "../core/plain-words.ts";
import { assertAllowed, notFound, Refusal } from "../core/refusal.ts";
import { appendAudit } from "../store/audit-events.ts";
import { changeStop, lockStop } from "../store/emergency-stops.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/**
 * Ends a stop's hold: what it held can be asked for again, once the stop is carried out. What it ended stays ended. Admins only, with a
 * comment, and not whom somebody else stopped.
 */
export const liftStop = (
  ctx: CommandContext,
  facts: { caller: Caller; id: string; comment: string },
): Promise<EmergencyStop> => {
  const { caller, id } = facts;
  const comment = tidied(facts.comment);
  const subject = { kind: "emergency-stop", id };
  return recordingRefusal(ctx, { caller, action: "emergency-stop.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, caller);
      const stop = await lockStop(trx, id);
      if (!stop) throw notFound("emergency-stop");
      assertAllowed(decide([notOwnHold], { stop, callerId: caller.personId }), "forbidden");
      const wrong = checkComment(comment, true);
      if (wrong) throw new Refusal("invalid", [wrong]);
      if (stop.liftedAt !== null)
        throw new Refusal("conflict", [
          refuse(
            "emergency-stop.already-lifted",
            stop.liftedById === null
              ? "This stop was not to go on holding: there is nothing to lift."
              : `This stop was lifted already, at ${stop.liftedAt.toISOString()}.`,
          ),
        ]);
      const at = ctx.clock.now();
      const lift = { liftedAt: at, liftedById: caller.personId, liftComment: comment };
      await changeStop(trx, id, lift);
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(caller), action: "emergency-stop.lifted", subject, data: { scope: stop.scope, comment } },
      ]);
      return { ...stop, ...lift };
    }),
  );
};
