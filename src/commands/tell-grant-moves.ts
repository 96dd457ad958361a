import type { AuditEntry } from "../core/audit.ts";
import type { Grant } from "../core/grant.ts";
import type { GrantMove } from "../core/grant-transitions.ts";
import type { Trx } from "../store/database.ts";
import { addNotice, type NoticeKind } from "../store/notices.ts";
import type { CommandContext } from "./context.ts";

type MovedGrant = Pick<
  Grant,
  | "id"
  | "requestId"
  | "personId"
  | "accountId"
  | "permissionSetArn"
  | "startsAt"
  | "endsAt"
  | "endReason"
  | "activatedAt"
>;
export type Moved = { grant: MovedGrant; move: GrantMove };

const noticeFor: Record<GrantMove["to"], NoticeKind | undefined> = {
  activating: undefined,
  active: "grant.started",
  failed: "grant.activation-failed",
  ending: undefined,
  ended: "grant.ended",
};

/** Puts the notices of these moves into the outbox and wakes the courier; the audit entries are the caller's to append, last. */
export const tellGrantMoves = async (
  trx: Trx,
  ctx: CommandContext,
  moved: Moved[],
  now: Date,
): Promise<AuditEntry[]> => {
  let noticed = false;
  for (const { grant, move } of moved) {
    const kind = noticeFor[move.to];
    if (!kind) continue;
    await addNotice(trx, { id: ctx.ids.newId(), kind, requestId: grant.requestId, grantId: grant.id, at: now });
    noticed = true;
  }
  if (noticed) await ctx.jobs.wake(trx, "deliver");
  return moved.map(({ grant, move }) => entryFor(grant, move));
};

const entryFor = (grant: MovedGrant, move: GrantMove): AuditEntry => {
  const { grantId, from, to, ...how } = move;
  return {
    actor: { kind: "system" },
    action: `grant.${to}`,
    subject: { kind: "grant", id: grantId },
    requestId: grant.requestId,
    grantId,
    personId: grant.personId,
    accountId: grant.accountId,
    data: {
      before: { state: from },
      after: { state: to, ...how },
      permissionSetArn: grant.permissionSetArn,
      startsAt: grant.startsAt,
      endsAt: grant.endsAt,
    },
  };
};
