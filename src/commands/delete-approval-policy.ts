import { notFound } from "../core/refusal.ts";
import { staleVersion } from "../core/stale-version.ts";
import { findApprovalPolicy, deleteApprovalPolicy as removePolicy } from "../store/approval-policies.ts";
import { appendAudit } from "../store/audit-events.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/** Deletes an approval policy, audited with what it was; only admins may. With a `version` it deletes that version or none. */
export const deleteApprovalPolicy = async (
  ctx: CommandContext,
  facts: { caller: Caller; id: string; version?: number | undefined },
): Promise<void> => {
  const at = ctx.clock.now();
  const subject = { kind: "approval-policy", id: facts.id };
  await recordingRefusal(ctx, { caller: facts.caller, action: "approval-policy.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      const before = await findApprovalPolicy(trx, facts.id);
      if (!before) throw notFound("approval-policy");
      const version = facts.version ?? before.version;
      const removed = version === before.version && (await removePolicy(trx, { id: facts.id, version }));
      if (!removed) throw staleVersion("policy", (await findApprovalPolicy(trx, facts.id))?.version ?? before.version);
      await ctx.jobs.wake(trx, "recheck");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(facts.caller), action: "approval-policy.deleted", subject, data: { before, after: null } },
      ]);
    }),
  );
};
