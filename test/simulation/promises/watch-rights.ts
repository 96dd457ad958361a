import { rulingOn, type Truth } from "../organisation/truth.ts";
import type { KnownGrant, Ledger } from "../people/ledger.ts";
import { PromiseBroken, promises } from "./broken.ts";
import type { MirrorAge } from "./mirror-age.ts";

const minuteMs = 60_000;

/** The directory is read every five minutes; then everything is judged again. */
export const readEveryMs = 5 * minuteMs;
const promptMs = 8 * minuteMs;
/** A reading that broke off is taken for dead after three minutes, and one that failed is repeated after five. */
const recoveryMs = 20 * minuteMs;

const isOpen = ({ state, endAskedAtMs }: KnownGrant) =>
  endAskedAtMs === null && (state === "scheduled" || state === "activating" || state === "active");

/** Watches that access whose holder has lost the right to it is ended for that, and no other. */
export const watchRights = (facts: {
  ledger: Ledger;
  truth: Truth;
  mirror: MirrorAge;
  nowMs(): number;
  recoveredAtMs(): number;
}) => {
  const { ledger, truth, mirror, nowMs, recoveredAtMs } = facts;
  /** When each was last rightly held, as far as can be known. */
  const heldMs = new Map<string, number>();

  /** `knownMs`: the directory may have been as it was since then; the rules are Stint's own. */
  const holds = (
    { key }: KnownGrant,
    { fromMs, untilMs, knownMs = fromMs }: { fromMs: number; untilMs: number; knownMs?: number },
  ): boolean[] => {
    const wish = { ...key, accountIds: [key.accountId] };
    return truth.directory.between(knownMs, untilMs).flatMap((directory) =>
      truth.rules.between(fromMs, untilMs).map((rules) => {
        if (rulingOn(wish, directory, rules)) return true;
        // Who is disabled loses it whatever the settings say, and what is gone from AWS cannot be kept.
        const isThere = directory.present.has(key.personId) && directory.roles.has(key.permissionSetArn);
        return rules.settings.onLostEligibility === "warn" && isThere;
      }),
    );
  };

  const lostSince = (grant: KnownGrant): number | undefined => {
    const now = nowMs();
    if (!heldMs.has(grant.id) || holds(grant, { fromMs: now, untilMs: now }).includes(true)) heldMs.set(grant.id, now);
    const sinceMs = heldMs.get(grant.id) ?? now;
    return sinceMs < now ? sinceMs : undefined;
  };

  /** Whether what Stint knew from then on may have been that they had no right to it. */
  const mayHaveLostSince = (grant: KnownGrant, fromMs: number): boolean =>
    holds(grant, { fromMs, untilMs: nowMs(), knownMs: Math.min(fromMs, mirror.knownSinceMs(fromMs)) }).includes(false);

  const lost = () =>
    [...ledger.grants.values()].filter(isOpen).flatMap((grant) => {
      const sinceMs = lostSince(grant);
      return sinceMs === undefined ? [] : [{ grant, sinceMs }];
    });

  return {
    /** Whether somebody holds what they may not, and Stint has had the time to notice. */
    isOverdue: () => lost().some(({ sinceMs }) => nowMs() - sinceMs > readEveryMs),
    /** Whether it was not so that they held it rightly all the time until then, as far as Stint could know. */
    mayHaveLost: (grant: KnownGrant) => mayHaveLostSince(grant, nowMs() - recoveryMs),
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
      if (!mayHaveLostSince(grant, (grant.endAskedAtMs ?? nowMs()) - minuteMs))
        throw new PromiseBroken(promises.wanted, `ended for a right that was never lost: ${JSON.stringify(grant)}`);
    },
  };
};
