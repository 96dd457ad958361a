import type { CommandContext } from "../commands/context.ts";
import type { Notifier } from "../core/notifier.ts";
import { addMilliseconds, earlier } from "../core/time.ts";
import { nextDeliveryAt } from "../store/deliveries.ts";
import { type SendOptions, type Sent, sendDue } from "./send-due.ts";
import { spreadNotices } from "./spread-notices.ts";

export type Delivered = Sent & {
  spread: number;
  /** When to call again at the latest; undefined when nothing waits. In the past: call again at once. */
  nextAt: Date | undefined;
  /** What went wrong in our own house (the database, not a channel): to be logged. The work stays for the next call. */
  problems: unknown[];
};

const afterProblemMs = 30_000;

/**
 * Tells people what they have not heard yet: spreads new notices, then sends what is due, all channels side by side. Never
 * throws because of a channel: a failed message is tried again for 24 hours, then it is dead and the audit log says so.
 *
 * A channel that hangs ends its own turn at its first timeout, so one call takes about that long at most. Calls may overlap,
 * in this process and in others: each message is sent by one of them.
 */
export const deliverDue = async (
  ctx: CommandContext,
  options: SendOptions & { notifiers: readonly Notifier[] },
): Promise<Delivered> => {
  const channels = options.notifiers.map((notifier) => notifier.channel);
  const { spread, isMore, problems } = await spreadNotices(ctx, { channels });
  const turns = await Promise.allSettled(options.notifiers.map((notifier) => sendDue(ctx, notifier, options)));
  const result: Delivered = { spread, sent: 0, failed: 0, skipped: 0, dead: 0, nextAt: undefined, problems };
  for (const turn of turns) {
    if (turn.status === "rejected") problems.push(turn.reason);
    else for (const key of ["sent", "failed", "skipped", "dead"] as const) result[key] += turn.value[key];
  }
  const now = ctx.clock.now();
  const next = [
    await nextDeliveryAt(ctx.db, channels),
    problems.length > 0 ? addMilliseconds(now, afterProblemMs) : undefined,
    isMore ? addMilliseconds(now, spread > 0 ? 0 : afterProblemMs) : undefined,
  ].filter((at) => at !== undefined);
  return { ...result, nextAt: next.length > 0 ? next.reduce(earlier) : undefined };
};
