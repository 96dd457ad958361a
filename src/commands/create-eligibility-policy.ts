import { decide, refuse } from "../core/decision.ts";
import { policyLimits } from "../core/policy-rules.ts";
import { assertAllowed } from "../core/refusal.ts";
import { appendAudit } from "../store/audit-events.ts";
import type { StoredEligibilityPolicy } from "../store/eligibility-policies.ts";
import { countEligibilityPolicies, insertEligibilityPolicy } from "../store/eligibility-policies.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import { assertEligibilityPolicy, type EligibilityPolicyInput } from "./assert-eligibility-policy.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

const roomForOneMore = (count: number) =>
  count >= policyLimits.policies
    ? refuse("policy.too-many", `There are ${count} policies already, which is the most. Delete one first.`)
    : undefined;

/** Makes an eligibility policy, audited; only admins may, and everything it names must exist. */
export const createEligibilityPolicy = async (
  ctx: CommandContext,
  facts: { caller: Caller; input: EligibilityPolicyInput },
): Promise<StoredEligibilityPolicy> => {
  const id = ctx.ids.newId();
  const at = ctx.clock.now();
  const subject = { kind: "eligibility-policy", id };
  return recordingRefusal(ctx, { caller: facts.caller, action: "eligibility-policy.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      assertAllowed(decide([roomForOneMore], await countEligibilityPolicies(trx)), "conflict");
      await assertEligibilityPolicy(trx, { input: facts.input });
      const created = await insertEligibilityPolicy(trx, { policy: { ...facts.input, id }, at });
      await ctx.jobs.wake(trx, "recheck");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        {
          actor: actorOf(facts.caller),
          action: "eligibility-policy.created",
          subject,
          data: { before: null, after: { ...facts.input, version: created.version } },
        },
      ]);
      return created;
    }),
  );
};
