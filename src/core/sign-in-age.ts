import { type Check, refuse } from "./decision.ts";
import { spokenMinutes } from "./spoken-minutes.ts";
import { addMilliseconds } from "./time.ts";

export type SignInFacts = {
  now: Date;
  /** How old a sign-in may be; null: any age. */
  maxAgeMs: number | null;
  /** When they proved who they are to the provider; null when it did not say, which counts as long ago. */
  authenticatedAt: Date | null;
  /** Whether an API client acts for them: it was never asked who it is. */
  isMachine: boolean;
};

const isTooOld = ({ now, maxAgeMs, authenticatedAt }: SignInFacts): boolean =>
  maxAgeMs !== null && (authenticatedAt === null || addMilliseconds(authenticatedAt, maxAgeMs) <= now);

/** Where decisions need a fresh sign-in, nobody decides on an old one, and no API client at all. */
export const signInIsFresh: Check<SignInFacts> = (facts) => {
  if (facts.maxAgeMs === null || (!facts.isMachine && !isTooOld(facts))) return undefined;
  if (facts.isMachine)
    return refuse(
      "decision.by-client",
      "Deciding needs a fresh sign-in here, which an API client cannot have. Decide in the console.",
    );
  const age = spokenMinutes(Math.round(facts.maxAgeMs / 60_000));
  return refuse(
    "decision.sign-in-too-old",
    `Deciding needs a sign-in not older than ${age}. Sign in again, then decide.`,
  );
};
