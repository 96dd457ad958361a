import type { AccessLogRow } from "../../../src/simulator/rows.ts";
import { type Hands, isSameKey, type Key, keyOf, type Taken } from "../organisation/hands.ts";
import type { Rules, Truth } from "../organisation/truth.ts";
import type { KnownGrant, Ledger } from "../people/ledger.ts";
import { PromiseBroken, promises } from "./broken.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A look is planned within a minute of the access, if all is well for so long. */
const planningMs = 2 * minuteMs;
const lookEveryMs = hourMs;
/** A round begins within the hour and spreads over most of the next; what it found goes when it is over. */
const removedWithinMs = 150 * minuteMs;
/** What was decided on is sent to AWS within that, if all is well. */
const sentWithinMs = 5 * minuteMs;
const longAgoMs = 12 * hourMs;

const isWanting = ({ state }: KnownGrant) => state === "activating" || state === "active";

/**
 * Judges what Stint makes of assignments that others changed by hand: it stays away from what is not its own, but for what the settings
 * or an admin have removed, and notices what was taken from it within the hour of a look.
 */
export const watchHands = (facts: {
  hands: Hands;
  ledger: Ledger;
  truth: Truth;
  nowMs(): number;
  recoveredAtMs(): number;
  resumedAtMs(): number;
  skewMs: number;
  isInDoubt(grant: KnownGrant): boolean;
  openRows(): readonly AccessLogRow[];
}) => {
  const { hands, ledger, truth, nowMs, recoveredAtMs, resumedAtMs, skewMs } = facts;
  /** Since when a look was surely planned at what was taken. */
  const plannedMs = new Map<Taken, number>();
  const removed = new Map<string, { atMs: number; bySetting: boolean }>();

  const grantsOf = (key: Key) => [...ledger.grants.values()].filter((grant) => isSameKey(grant.key, key));
  const surely = (sinceMs: number, is: (settings: Rules["settings"]) => boolean) =>
    truth.rules.between(sinceMs, nowMs()).every(({ settings }) => is(settings));
  const isMarked = (key: Key) => (settings: Rules["settings"]) =>
    settings.onForeignAssignment === "remove" && settings.temporaryOnlyPermissionSetArns.includes(key.permissionSetArn);

  /** Made while Stint held or was giving the same: nobody can tell them apart, neither Stint nor AWS. */
  const isUnclear = (row: AccessLogRow): boolean => {
    const beganMs = Date.parse(row.beganAt);
    return grantsOf(keyOf(row)).some(({ startsAtMs, endedAtMs, state }) => {
      const overMs = (endedAtMs ?? Number.POSITIVE_INFINITY) + (state === "failed" ? hourMs / 2 : 0);
      return startsAtMs - skewMs <= beganMs && beganMs <= overMs + skewMs;
    });
  };

  const takenFrom = (grant: KnownGrant): Taken | undefined =>
    hands.taken().findLast(({ key, atMs }) => isSameKey(key, grant.key) && atMs >= grant.startsAtMs - minuteMs);

  const isOpen = (key: Key) => facts.openRows().some((row) => isSameKey(keyOf(row), key));

  /** What was taken from a grant that is shown as if it were there. */
  const missing = (): { grant: KnownGrant; taken: Taken }[] =>
    [...ledger.grants.values()].flatMap((grant) => {
      const taken = isWanting(grant) && nowMs() < grant.endsAtMs ? takenFrom(grant) : undefined;
      return taken && !isOpen(grant.key) ? [{ grant, taken }] : [];
    });

  const planLooks = () => {
    for (const { taken } of missing())
      if (!plannedMs.has(taken) && nowMs() - Math.max(taken.atMs, recoveredAtMs(), resumedAtMs()) > planningMs)
        plannedMs.set(taken, nowMs());
  };

  const asked = (key: Key) => ledger.removals.some((one) => isSameKey(one.key, key) && one.fromMs <= nowMs());

  const assertFuse = (row: AccessLogRow, sinceMs: number) => {
    const resetMs = Math.max(Number.NEGATIVE_INFINITY, ...ledger.fuseResets);
    const recent = [...removed].filter(
      ([id, { atMs, bySetting }]) => id !== row.id && bySetting && atMs > nowMs() - longAgoMs && atMs > resetMs,
    );
    const most = Math.max(
      ...truth.rules.between(sinceMs, nowMs()).map(({ settings }) => settings.foreignRemovalsPerDay),
    );
    if (recent.length + 1 > most)
      throw new PromiseBroken(
        promises.standing,
        `${recent.length + 1} of others' assignments removed, ${most} a day allowed: ${JSON.stringify(row)}`,
      );
  };

  /** What the settings surely have had removed for so long, and nothing rides on. */
  const leftover = (): AccessLogRow[] => {
    const sinceMs = nowMs() - removedWithinMs;
    if (Math.max(recoveredAtMs(), ...ledger.fuseResets) > sinceMs) return [];
    return facts.openRows().filter((row) => {
      const key = keyOf(row);
      if (!hands.isTheirs(row) || isUnclear(row) || Date.parse(row.beganAt) > sinceMs) return false;
      if (ledger.accepted.some((one) => isSameKey(one, key)) || !surely(sinceMs, isMarked(key))) return false;
      return !grantsOf(key).some(
        ({ startsAtMs, endedAtMs }) => startsAtMs <= nowMs() && (endedAtMs ?? nowMs()) > sinceMs,
      );
    });
  };

  return {
    isUnclear,
    /** From when on somebody could have noticed what was taken from this grant; undefined when nothing was. */
    noticedByMs: (grant: KnownGrant): number | undefined => {
      const taken = takenFrom(grant);
      if (!taken) return undefined;
      const planned = plannedMs.get(taken);
      return planned === undefined
        ? Number.POSITIVE_INFINITY
        : Math.max(planned + lookEveryMs + minuteMs, recoveredAtMs(), resumedAtMs());
    },
    isUnsettled: () => missing().some(({ taken }) => !plannedMs.has(taken)),
    /** Whether anything waits for a look. */
    isWaiting: ({ fuseIsBlown }: { fuseIsBlown: boolean }): boolean => {
      if (missing().length > 0) return true;
      const isToGo = (key: Key) =>
        surely(nowMs(), isMarked(key)) && !ledger.accepted.some((one) => isSameKey(one, key));
      return !fuseIsBlown && facts.openRows().some((row) => hands.isTheirs(row) && isToGo(keyOf(row)));
    },
    check: ({ fuseIsBlown }: { fuseIsBlown: boolean }) => {
      planLooks();
      const [left] = fuseIsBlown || resumedAtMs() > nowMs() - sentWithinMs ? [] : leftover();
      if (left)
        throw new PromiseBroken(
          promises.wanted,
          `on a role for temporary use, and the settings have had it removed for long: ${JSON.stringify(left)}`,
        );
    },
    /** The removal of what others made has reached AWS: it needs a setting or an admin. */
    assertRemovable: (row: AccessLogRow) => {
      if (isUnclear(row)) return;
      const key = keyOf(row);
      const isTroubled = recoveredAtMs() > nowMs() - sentWithinMs;
      const sinceMs = nowMs() - (isTroubled ? longAgoMs : sentWithinMs);
      const byAdmin = asked(key);
      const bySetting = truth.rules.between(sinceMs, nowMs()).some(({ settings }) => isMarked(key)(settings));
      if (!byAdmin && !bySetting)
        throw new PromiseBroken(promises.standing, `nobody had it removed: ${JSON.stringify(row)}`);
      if (!byAdmin) assertFuse(row, sinceMs);
      if (!removed.has(row.id)) removed.set(row.id, { atMs: nowMs(), bySetting: !byAdmin });
    },
    /** Stint made it anew: not where the settings have such access ended. */
    checkBegun: (row: AccessLogRow) => {
      const grants = grantsOf(keyOf(row)).filter(
        ({ startsAtMs, endsAtMs }) => startsAtMs <= nowMs() && nowMs() < endsAtMs,
      );
      const [grant] = grants;
      const taken = grants.length === 1 && grant ? takenFrom(grant) : undefined;
      if (!grant || !taken) return;
      const wasActive = ledger.shownGrants
        .get(grant.id)
        ?.some(({ state, atMs }) => state === "active" && atMs < taken.atMs);
      if (!wasActive) return;
      if (surely(taken.atMs, ({ onMissingAssignment }) => onMissingAssignment === "end"))
        throw new PromiseBroken(
          promises.wanted,
          `put back, where the settings have it ended: ${JSON.stringify(grant)}`,
        );
    },
    /** Ended because somebody took it away: somebody did, and the settings do not have it put back. */
    checkEnd: (grant: KnownGrant) => {
      if (grant.endReason !== "found-gone") return;
      const taken = takenFrom(grant);
      if (!taken)
        throw new PromiseBroken(promises.wanted, `ended as gone, and nobody took it: ${JSON.stringify(grant)}`);
      const couldBePutBack = !facts.isInDoubt(grant) && truth.directory.last().roles.has(grant.key.permissionSetArn);
      if (couldBePutBack && surely(taken.atMs, ({ onMissingAssignment }) => onMissingAssignment === "put-back"))
        throw new PromiseBroken(
          promises.wanted,
          `ended, where the settings have it put back: ${JSON.stringify(grant)}`,
        );
    },
  };
};

export type HandsWatch = ReturnType<typeof watchHands>;
