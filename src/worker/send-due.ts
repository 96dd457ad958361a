import type { CommandContext } from "../commands/context.ts";
import { type Message, NotificationError, type Notifier } from "../core/notifier.ts";
import { addMilliseconds, type Scheduler } from "../core/time.ts";
import { recordGivenUp, recordSent, takeDueDeliveries } from "../store/deliveries.ts";
import { type Addressed, addressDeliveries } from "./address-deliveries.ts";
import { recordFailure } from "./record-failure.ts";

export type SendOptions = {
  scheduler: Scheduler;
  /** How long one message may take; the channel is left for this time round once one took longer. */
  timeoutMs?: number;
  /** How many messages a channel sends at the same time. */
  concurrency?: number;
  /** How many messages a channel sends before the others are looked after again. */
  mostAtOnce?: number;
};

export type Sent = { sent: number; failed: number; skipped: number; dead: number };

/** Longer than any attempt takes, with its records: who took a delivery and is silent for this long has died. */
const leaseFor = (timeoutMs: number) => timeoutMs * 2 + 60_000;

/**
 * Sends what is due on one channel. Each delivery is taken by one replica, sent outside any transaction, then recorded.
 *
 * At least once: whoever dies between sending and recording leaves a delivery that is sent once more when its lease is over,
 * and so does a message that its receiver took after we stopped waiting. Such copies have the same Message-ID.
 */
export const sendDue = async (ctx: CommandContext, notifier: Notifier, options: SendOptions): Promise<Sent> => {
  const { timeoutMs = 20_000, concurrency = 5, mostAtOnce = 200 } = options;
  const total: Sent = { sent: 0, failed: 0, skipped: 0, dead: 0 };
  for (let taken = 0; taken < mostAtOnce; taken += concurrency) {
    const now = ctx.clock.now();
    const leaseUntil = addMilliseconds(now, leaseFor(timeoutMs));
    const batch = await takeDueDeliveries(ctx.db, { channel: notifier.channel, now, leaseUntil, limit: concurrency });
    if (batch.length === 0) break;
    const addressed = await addressDeliveries(ctx, batch);
    const outcomes = await settleAll(
      addressed.map((one) => sendOne(ctx, one, { notifier, scheduler: options.scheduler, timeoutMs })),
    );
    for (const { outcome } of outcomes) total[outcome] += 1;
    if (outcomes.some((one) => one.isSlow)) break;
  }
  return total;
};

type Outcome = { outcome: keyof Sent; isSlow?: boolean };
type Attempt = { notifier: Notifier; scheduler: Scheduler; timeoutMs: number };

const sendOne = async (ctx: CommandContext, addressed: Addressed, attempt: Attempt): Promise<Outcome> => {
  const { taken } = addressed;
  if ("skippedBecause" in addressed) {
    await recordGivenUp(ctx.db, { taken, as: "skipped", error: addressed.skippedBecause });
    return { outcome: "skipped" };
  }
  try {
    await sendInTime(addressed.message, attempt);
  } catch (problem) {
    return { outcome: await recordFailure(ctx, { taken, problem }), isSlow: problem instanceof TooSlow };
  }
  await recordSent(ctx.db, { id: taken.id, at: ctx.clock.now() });
  return { outcome: "sent" };
};

class TooSlow extends NotificationError {}

/** Gives up waiting when the time is over, and tells the channel so. */
const sendInTime = async (message: Message, { notifier, scheduler, timeoutMs }: Attempt): Promise<void> => {
  const tooLate = new AbortController();
  const answered = new AbortController();
  const limit = async () => {
    await scheduler.sleepUntil(addMilliseconds(scheduler.now(), timeoutMs), answered.signal);
    if (answered.signal.aborted) return;
    tooLate.abort();
    throw new TooSlow(`No answer within ${timeoutMs / 1_000} seconds.`, { permanent: false });
  };
  try {
    await Promise.race([notifier.send(message, tooLate.signal), limit()]);
  } finally {
    answered.abort();
  }
};

/** All results, once all have ended; a failure is thrown only then, so that nothing goes on behind the caller's back. */
const settleAll = async <T>(work: Promise<T>[]): Promise<T[]> => {
  await Promise.allSettled(work);
  return Promise.all(work);
};
