import { decide, refuse } from "../core/decision.ts";
import { policyLimits } from "../core/policy-rules.ts";
import { assertAllowed } from "../core/refusal.ts";
import type { StoredApprovalPolicy } from "../store/approval-policies.ts";
import { countApprovalPolicies, insertApprovalPolicy } from "../store/approval-policies.ts";
import { appendAudit } from "../store/audit-events.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import { type ApprovalPolicyInput, assertApprovalPolicy } from "./assert-approval-policy.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

const roomForOneMore = (count: number) =>
  count >= policyLimits.policies
    ? refuse("policy.too-many", `There are ${count} policies already, which is the most. Delete one first.`)
    : undefined;

/** Makes an approval policy, audited; only admins may, and everything it names must exist. */
export const createApprovalPolicy = async (
  ctx: CommandContext,
  facts: { caller: Caller; input: ApprovalPolicyInput },
): Promise<StoredApprovalPolicy> => {
  const id = ctx.ids.newId();
  const at = ctx.clock.now();
  const subject = { kind: "approval-policy", id };
  return recordingRefusal(ctx, { caller: facts.caller, action: "approval-policy.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      assertAllowed(decide([roomForOneMore], await countApprovalPolicies(trx)), "conflict");
      await assertApprovalPolicy(trx, { input: facts.input });
      const created = await insertApprovalPolicy(trx, { policy: { ...facts.input, id }, at });
      await ctx.jobs.wake(trx, "recheck");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        {
          actor: actorOf(facts.caller),
          action: "approval-policy.created",
          subject,
          data: { before: null, after: { ...facts.input, version: created.version } },
        },
      ]);
      return created;
    }),
  );
};
