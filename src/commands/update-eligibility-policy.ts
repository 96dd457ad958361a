import { notFound } from "../core/refusal.ts";
import { staleVersion } from "../core/stale-version.ts";
import { appendAudit } from "../store/audit-events.ts";
import {
  findEligibilityPolicy,
  type StoredEligibilityPolicy,
  updateEligibilityPolicy as writePolicy,
} from "../store/eligibility-policies.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import { assertEligibilityPolicy, type EligibilityPolicyInput } from "./assert-eligibility-policy.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/**
 * Changes an eligibility policy, audited with before and after; only admins may. With a `version` it changes that version or none;
 * without, whatever is there now.
 */
export const updateEligibilityPolicy = async (
  ctx: CommandContext,
  facts: { caller: Caller; id: string; version?: number | undefined; input: EligibilityPolicyInput },
): Promise<StoredEligibilityPolicy> => {
  const at = ctx.clock.now();
  const subject = { kind: "eligibility-policy", id: facts.id };
  return recordingRefusal(ctx, { caller: facts.caller, action: "eligibility-policy.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      const before = await findEligibilityPolicy(trx, facts.id);
      if (!before) throw notFound("eligibility-policy");
      const version = facts.version ?? before.version;
      await assertEligibilityPolicy(trx, { input: facts.input, previous: before });
      const policy = { ...facts.input, id: facts.id };
      const after = version === before.version ? await writePolicy(trx, { policy, version, at }) : undefined;
      if (!after) throw staleVersion("policy", (await findEligibilityPolicy(trx, facts.id))?.version ?? before.version);
      await ctx.jobs.wake(trx, "recheck");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(facts.caller), action: "eligibility-policy.updated", subject, data: { before, after } },
      ]);
      return after;
    }),
  );
};
