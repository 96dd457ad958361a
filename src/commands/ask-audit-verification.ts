import { refuse } from "../core/decision.ts";
import { Refusal } from "../core/refusal.ts";
import { lockAnchor } from "../store/audit-anchor.ts";
import { appendAudit, readAuditHead } from "../store/audit-events.ts";
import { beginVerification } from "../store/audit-verifications.ts";
import { actorOf } from "./actor-of.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/** Has the worker read the audit chain from its beginning, now; only auditors may ask. A reading that is under way is not begun anew. */
export const askAuditVerification = async (ctx: CommandContext, caller: Caller): Promise<void> => {
  const at = ctx.clock.now();
  const subject = { kind: "audit", id: "chain" };
  await recordingRefusal(ctx, { caller, action: "audit.verification-refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      const { isAuditor } = await getAuthority(trx, caller);
      if (!isAuditor)
        throw new Refusal("forbidden", [
          refuse("auditor.required", "Only auditors may have the audit log verified. Ask one of them."),
        ]);
      // Held, so that nobody verifies further than the head that this reading ends at.
      await lockAnchor(trx);
      const head = await readAuditHead(trx);
      const begun = await beginVerification(trx, { id: ctx.ids.newId(), at, askedById: caller.personId, head });
      if (!begun) return;
      await ctx.jobs.wake(trx, "verify-audit");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(caller), action: "audit.verification-asked", subject, data: { events: head.seq } },
      ]);
    }),
  );
};
