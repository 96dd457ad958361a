import type { CommandContext } from "../commands/context.ts";
import { retryAt } from "../core/delivery-retry.ts";
import { isPermanent } from "../core/notifier.ts";
import { appendAudit } from "../store/audit-events.ts";
import { recordGivenUp, recordRetry, type TakenDelivery } from "../store/deliveries.ts";
import { findNotices } from "../store/notices.ts";

const mostErrorCharacters = 500;

/** Puts off what may still succeed; gives up the rest, with an audit event in the same transaction. Says which it was. */
export const recordFailure = async (
  ctx: CommandContext,
  { taken, problem }: { taken: TakenDelivery; problem: unknown },
): Promise<"failed" | "dead"> => {
  const now = ctx.clock.now();
  const error = (problem instanceof Error ? problem.message : String(problem)).slice(0, mostErrorCharacters);
  const nextAt = isPermanent(problem)
    ? undefined
    : retryAt({ attempts: taken.attempts, createdAt: taken.createdAt, now });
  if (nextAt) {
    await recordRetry(ctx.db, { taken, nextAt, error });
    return "failed";
  }
  return ctx.db.transaction().execute(async (trx) => {
    const [notice] = await findNotices(trx, [taken.noticeId]);
    if (!(await recordGivenUp(trx, { taken, as: "dead", error }))) return "failed";
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      {
        actor: { kind: "system" },
        action: "notification.dead",
        subject: { kind: "notification", id: taken.id },
        ...(notice ? { requestId: notice.requestId } : {}),
        ...(notice?.grantId ? { grantId: notice.grantId } : {}),
        ...(taken.personId ? { personId: taken.personId } : {}),
        data: {
          notice: notice?.kind ?? null,
          channel: taken.channel,
          recipient: taken.recipient,
          role: taken.role,
          attempts: taken.attempts,
          error,
        },
      },
    ]);
    return "dead";
  });
};
