import { type AssignmentState, doubtLookDelayMs, refusedDelayMs, retryDelayMs, shutRetryMs } from "./reconciliation.ts";
import { addMilliseconds, earlier } from "./time.ts";

/** How the work on one assignment goes, apart from what is known of it. */
export type Effort = {
  attempts: number;
  /** Of those in vain to take it away, what AWS refused: it was neither busy nor out of reach. */
  refusals: number;
  lastError: string | null;
  unwantedSince: Date | null;
};

/** `refusedTogether`: AWS refused a removal, as it does for so many others. */
export type Trouble = { words: string; retryAfterMs?: number | undefined; refusedTogether?: number | undefined };

/** AWS may ask for a pause, but a removal is not put off for longer than this. */
const longestPauseMs = 60_000;

const delayAfter = (before: Effort, round: { wanted: boolean; isShut: boolean; trouble: Trouble }): number => {
  if (round.isShut) return shutRetryMs;
  if (round.wanted) return retryDelayMs(before.attempts, "activate");
  const { refusedTogether: together } = round.trouble;
  if (together === undefined) return retryDelayMs(before.attempts, "end");
  return refusedDelayMs({ refusals: before.refusals, together });
};

/**
 * What comes of one round: how often it was tried in vain, and how long to wait before the next attempt. Attempts are forgotten only
 * when nothing is left to do: a removal that AWS accepts and fails for hours backs off all the same.
 */
export const effortAfter = (
  before: Effort,
  round: {
    state: AssignmentState;
    wanted: boolean;
    now: Date;
    trouble: Trouble | undefined;
    /** AWS was looked at and has to be looked at again. */
    looksAgain: boolean;
    isSettled: boolean;
    /** It was tried for long, and nobody can use what is to be removed. */
    isShut: boolean;
  },
): Effort & { delayMs: number } => {
  const { state, wanted, trouble } = round;
  const unwanted = !wanted && (state.ownership === "ours" || state.operation !== null);
  const unwantedSince = unwanted ? (before.unwantedSince ?? round.now) : null;
  const refusals = unwanted ? before.refusals : 0;
  if (trouble) {
    const refused = refusals + (unwanted && trouble.refusedTogether !== undefined ? 1 : 0);
    return {
      attempts: before.attempts + 1,
      refusals: refused,
      lastError: trouble.words,
      unwantedSince,
      delayMs: Math.max(Math.min(trouble.retryAfterMs ?? 0, longestPauseMs), delayAfter(before, { ...round, trouble })),
    };
  }
  if (round.looksAgain)
    return {
      ...before,
      attempts: before.attempts + 1,
      refusals,
      unwantedSince,
      delayMs: doubtLookDelayMs(before.attempts),
    };
  if (round.isSettled) return { attempts: 0, refusals: 0, lastError: null, unwantedSince, delayMs: 0 };
  return { ...before, refusals, unwantedSince, delayMs: 0 };
};

/** When to look next: after the wait, but no later than time itself changes something. */
export const nextLookAt = (facts: { now: Date; waitMs: number | null; boundary: Date | undefined }): Date | null => {
  const { boundary } = facts;
  if (facts.waitMs === null) return boundary ?? null;
  const at = addMilliseconds(facts.now, facts.waitMs);
  return boundary ? earlier(at, boundary) : at;
};
