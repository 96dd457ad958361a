import { notFound } from "../core/refusal.ts";
import { staleVersion } from "../core/stale-version.ts";
import {
  findApprovalPolicy,
  type StoredApprovalPolicy,
  updateApprovalPolicy as writePolicy,
} from "../store/approval-policies.ts";
import { appendAudit } from "../store/audit-events.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import { type ApprovalPolicyInput, assertApprovalPolicy } from "./assert-approval-policy.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/**
 * Changes an approval policy, audited with before and after; only admins may. With a `version` it changes that version or none;
 * without, whatever is there now.
 */
export const updateApprovalPolicy = async (
  ctx: CommandContext,
  facts: { caller: Caller; id: string; version?: number | undefined; input: ApprovalPolicyInput },
): Promise<StoredApprovalPolicy> => {
  const at = ctx.clock.now();
  const subject = { kind: "approval-policy", id: facts.id };
  return recordingRefusal(ctx, { caller: facts.caller, action: "approval-policy.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      const before = await findApprovalPolicy(trx, facts.id);
      if (!before) throw notFound("approval-policy");
      const version = facts.version ?? before.version;
      await assertApprovalPolicy(trx, { input: facts.input, previous: before });
      const policy = { ...facts.input, id: facts.id };
      const after = version === before.version ? await writePolicy(trx, { policy, version, at }) : undefined;
      if (!after) throw staleVersion("policy", (await findApprovalPolicy(trx, facts.id))?.version ?? before.version);
      await ctx.jobs.wake(trx, "recheck");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(facts.caller), action: "approval-policy.updated", subject, data: { before, after } },
      ]);
      return after;
    }),
  );
};
