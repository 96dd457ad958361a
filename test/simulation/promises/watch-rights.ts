import { rulingOn, type Truth } from "../organisation/truth.ts";
import type { KnownGrant, Ledger } from "../people/ledger.ts";
import { PromiseBroken, promises } from "./broken.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** The directory is read every five minutes; then everything is judged again. */
export const readEveryMs = 5 * minuteMs;
const promptMs = 8 * minuteMs;
/** A reading that broke off is taken for dead after three minutes, and one that failed is repeated after five. */
const recoveryMs = 20 * minuteMs;

const isOpen = ({ state, endAskedAtMs }: KnownGrant) =>
  endAskedAtMs === null && (state === "scheduled" || state === "activating" || state === "active");

/** Watches that access whose holder has lost the right to it is ended for that, and no other. */
export const watchRights = (facts: { ledger: Ledger; truth: Truth; nowMs(): number; recoveredAtMs(): number }) => {
  const { ledger, truth, nowMs, recoveredAtMs } = facts;
  /** When each was last rightly held, as far as can be known. */
  const heldMs = new Map<string, number>();

  const holds = ({ key }: KnownGrant, fromMs: number, untilMs: number): boolean[] => {
    const wish = { ...key, accountIds: [key.accountId] };
    return truth.directory.between(fromMs, untilMs).flatMap((directory) =>
      truth.rules.between(fromMs, untilMs).map((rules) => {
        if (rulingOn(wish, directory, rules)) return true;
        // Who is disabled loses it whatever the settings say.
        return rules.settings.onLostEligibility === "warn" && directory.present.has(key.personId);
      }),
    );
  };

  const lostSince = (grant: KnownGrant): number | undefined => {
    const now = nowMs();
    if (!heldMs.has(grant.id) || holds(grant, now, now).includes(true)) heldMs.set(grant.id, now);
    const sinceMs = heldMs.get(grant.id) ?? now;
    return sinceMs < now ? sinceMs : undefined;
  };

  const lost = () =>
    [...ledger.grants.values()].filter(isOpen).flatMap((grant) => {
      const sinceMs = lostSince(grant);
      return sinceMs === undefined ? [] : [{ grant, sinceMs }];
    });

  return {
    /** Whether somebody holds what they may not, and Stint has had the time to notice. */
    isOverdue: () => lost().some(({ sinceMs }) => nowMs() - sinceMs > readEveryMs),
    /** Whether it was not so that they held it rightly all the time until then. */
    mayHaveLost: (grant: KnownGrant) => holds(grant, nowMs() - dayMs, nowMs()).includes(false),
    /** When Stint will have read the directory again. */
    boundaries: () => lost().map(({ sinceMs }) => sinceMs + readEveryMs + 5_000),
    check: () => {
      for (const { grant, sinceMs } of lost()) {
        const recovered = recoveredAtMs();
        const boundMs = recovered > sinceMs - recoveryMs ? recoveryMs : promptMs;
        const tooLongMs = nowMs() - Math.max(sinceMs, recovered) - boundMs;
        if (tooLongMs > 0)
          throw new PromiseBroken(
            promises.authority,
            `held without right since ${new Date(sinceMs).toISOString()}: ${JSON.stringify(grant)}`,
          );
      }
    },
    /** An end for a lost right needs a right that was lost. */
    checkEnd: (grant: KnownGrant) => {
      if (grant.endReason !== "eligibility-lost" && grant.endReason !== "person-disabled") return;
      if (!holds(grant, nowMs() - dayMs, nowMs()).includes(false))
        throw new PromiseBroken(promises.wanted, `ended for a right that was never lost: ${JSON.stringify(grant)}`);
    },
  };
};
