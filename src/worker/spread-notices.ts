import type { CommandContext } from "../commands/context.ts";
import type { Notice } from "../core/notice.ts";
import { audiences, noticeAudience } from "../core/notice-audience.ts";
import { plannedEmails } from "../core/planned-delivery.ts";
import type { Settings } from "../core/settings.ts";
import type { Trx } from "../store/database.ts";
import { addDeliveries } from "../store/deliveries.ts";
import { findApprovers, findMembers, findNoticeRequest } from "../store/notice-people.ts";
import { takeNotice, waitingNoticeIds } from "../store/notices.ts";
import { findPeople } from "../store/people.ts";
import { readSettings } from "../store/settings.ts";

export type Spread = { spread: number; isMore: boolean; problems: unknown[] };

/**
 * Turns each new notice into the deliveries of those who hear of it, in one transaction a notice, once whatever the number of
 * replicas. One that cannot be spread stays for the next time and holds up no other.
 */
export const spreadNotices = async (
  ctx: CommandContext,
  facts: { channels: readonly string[]; limit?: number },
): Promise<Spread> => {
  const limit = facts.limit ?? 200;
  const ids = await waitingNoticeIds(ctx.db, limit);
  const result: Spread = { spread: 0, isMore: ids.length === limit, problems: [] };
  for (const id of ids) {
    try {
      if (await spreadNotice(ctx, { id, channels: facts.channels })) result.spread += 1;
    } catch (problem) {
      result.problems.push(problem);
    }
  }
  return result;
};

const spreadNotice = (ctx: CommandContext, facts: { id: string; channels: readonly string[] }): Promise<boolean> => {
  const at = ctx.clock.now();
  return ctx.db.transaction().execute(async (trx) => {
    const notice = await takeNotice(trx, { id: facts.id, at });
    if (!notice) return false;
    const settings = await readSettings(trx);
    const isHeard = facts.channels.includes("email") && settings.notifications.email;
    const planned = isHeard
      ? plannedEmails(await findAudience(trx, notice, settings), settings.notifications.auditEmail)
      : [];
    await addDeliveries(trx, { noticeId: notice.id, planned, at, newId: () => ctx.ids.newId() });
    return true;
  });
};

const findAudience = async (trx: Trx, notice: Notice, settings: Settings) => {
  const request = await findNoticeRequest(trx, notice.requestId);
  const [requester] = await findPeople(trx, [request.requesterId]);
  const isForAdmins = audiences[notice.kind].includes("admin");
  return noticeAudience({
    kind: notice.kind,
    requester,
    approvers: await findApprovers(trx, request),
    admins: isForAdmins ? await findMembers(trx, settings.adminGroupId) : [],
  });
};
