import type { Actor, AuditEntry } from "../core/audit.ts";
import type { Grant } from "../core/grant.ts";
import type { Trx } from "../store/database.ts";
import { addNotices } from "../store/notices.ts";
import { scheduleLooks } from "../store/schedule-looks.ts";
import type { CommandContext } from "./context.ts";

/**
 * What follows when grants were ended early: those over at once are told of, for the others the engine sets out now,
 * before all other work when an emergency stop ended them.
 * The audit entries are the caller's to append, last.
 */
export const tellEarlyEnd = async (
  trx: Trx,
  ctx: CommandContext,
  facts: { ended: readonly { before: Grant; after: Grant }[]; actor: Actor; now: Date; emergencyStopId?: string },
): Promise<AuditEntry[]> => {
  const { ended, now, emergencyStopId: stopId } = facts;
  const over = ended.filter(({ after }) => after.state === "ended");
  const ending = ended.filter(({ after }) => after.state === "ending");
  const notices = over.map(({ after: { id: grantId, requestId } }) => ({
    ...{ id: ctx.ids.newId(), kind: "grant.ended" as const, requestId, grantId, at: now },
  }));
  await addNotices(trx, notices);
  await scheduleLooks(trx, {
    ...{ keys: ending.map(({ after }) => after), at: now, lane: "end" as const },
    traceParent: ctx.tracing?.keep(),
    urgent: stopId !== undefined,
  });
  if (over.length > 0) await ctx.jobs.wake(trx, "deliver");
  if (ending.length > 0) await ctx.jobs.wake(trx, "reconcile");
  return ended.map(({ before, after }) => entryFor({ ...facts, before, after }));
};

type Ended = { actor: Actor; before: Grant; after: Grant; emergencyStopId?: string };

const entryFor = ({ actor, before, after, emergencyStopId }: Ended): AuditEntry => ({
  actor,
  action: `grant.${after.state}`,
  subject: { kind: "grant", id: after.id },
  requestId: after.requestId,
  grantId: after.id,
  personId: after.personId,
  accountId: after.accountId,
  data: {
    before: { state: before.state },
    after: {
      state: after.state,
      reason: after.endReason,
      comment: after.endComment,
      ...(after.endCauses.length > 0 ? { causes: after.endCauses } : {}),
    },
    permissionSetArn: after.permissionSetArn,
    startsAt: after.startsAt,
    endsAt: after.endsAt,
    ...(emergencyStopId === undefined ? {} : { emergencyStopId }),
  },
});
