import { notFound } from "../core/refusal.ts";
import { staleVersion } from "../core/stale-version.ts";
import { appendAudit } from "../store/audit-events.ts";
import { findEligibilityPolicy, deleteEligibilityPolicy as removePolicy } from "../store/eligibility-policies.ts";
import { actorOf } from "./actor-of.ts";
import { assertAdmin } from "./assert-admin.ts";
import type { Caller, CommandContext } from "./context.ts";
import { recordingRefusal } from "./recording-refusal.ts";

/** Deletes an eligibility policy, audited with what it was; only admins may. With a `version` it deletes that version or none. */
export const deleteEligibilityPolicy = async (
  ctx: CommandContext,
  facts: { caller: Caller; id: string; version?: number | undefined },
): Promise<void> => {
  const at = ctx.clock.now();
  const subject = { kind: "eligibility-policy", id: facts.id };
  await recordingRefusal(ctx, { caller: facts.caller, action: "eligibility-policy.refused", subject }, () =>
    ctx.db.transaction().execute(async (trx) => {
      await assertAdmin(trx, facts.caller);
      const before = await findEligibilityPolicy(trx, facts.id);
      if (!before) throw notFound("eligibility-policy");
      const version = facts.version ?? before.version;
      const removed = version === before.version && (await removePolicy(trx, { id: facts.id, version }));
      if (!removed)
        throw staleVersion("policy", (await findEligibilityPolicy(trx, facts.id))?.version ?? before.version);
      await ctx.jobs.wake(trx, "recheck");
      await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [
        { actor: actorOf(facts.caller), action: "eligibility-policy.deleted", subject, data: { before, after: null } },
      ]);
    }),
  );
};
