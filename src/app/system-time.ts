import { randomBytes } from "node:crypto";
import type { Clock, IdSource, Scheduler } from "../core/time.ts";

const longestTimerMs = 60_000;

/**
 * The scheduler of a clock that may be moved: sleeps in real time and looks at the clock again whenever it was moved.
 * `onJump` registers a listener and answers how to take it away.
 */
export const schedulerOf = (
  clock: Clock,
  onJump: (listener: () => void) => () => void = () => () => undefined,
): Scheduler => ({
  now: () => clock.now(),
  sleepUntil: (at, signal) =>
    new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const done = () => {
        clearTimeout(timer);
        forget();
        signal?.removeEventListener("abort", done);
        resolve();
      };
      const look = () => {
        clearTimeout(timer);
        const left = at.getTime() - clock.now().getTime();
        if (left <= 0) return done();
        timer = setTimeout(look, Math.min(left, longestTimerMs));
      };
      const forget = onJump(look);
      if (signal?.aborted) return done();
      signal?.addEventListener("abort", done, { once: true });
      look();
    }),
});

export const systemClock: Clock = { now: () => new Date() };

/** UUID version 7 (RFC 9562 §5.7): 48 bits of milliseconds, then chance. */
export const uuidSource = (clock: Clock): IdSource => ({
  newId: () => {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(clock.now().getTime(), 0, 6);
    bytes.writeUInt8(((bytes[6] ?? 0) & 0x0f) | 0x70, 6);
    bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8);
    return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  },
});
