import type { AccessLogRow } from "../../../src/simulator/rows.ts";
import { isSameKey, type Key, keyOf } from "../organisation/hands.ts";
import { type KnownGrant, type Ledger, wantedUntil } from "../people/ledger.ts";
import type { Simulation } from "../simulation.ts";
import { PromiseBroken, promises } from "./broken.ts";

/** A look that is due is made within that, and another one by the engine. */
const lookMs = 5 * 60_000;

const isOf = (row: AccessLogRow, key: Key) => isSameKey(keyOf(row), key);

/**
 * Compares what access truly existed, by the simulator's own log, with what people were given by their own words. `recoveredAtMs` is
 * when the last trouble was over: from then on, and only from then on, the bounds are tight.
 */
export const watchAccess = (facts: {
  simulation: Simulation;
  ledger: Ledger;
  /** Made by hand, or there before: not ours to begin or to end. */
  isStanding(row: AccessLogRow): boolean;
  /** Taken away by hand: from when on Stint could have noticed. */
  noticedByMs(grant: KnownGrant): number | undefined;
  /** Access that Stint began has appeared. */
  onBegun(row: AccessLogRow): void;
  /** Who has no right to it, or had none a while ago, is rightly kept from it. */
  isInDoubt(grant: KnownGrant): boolean;
  recoveredAtMs(): number;
  /** When the machines last went on after standing still for long: until the directory was read again, nothing begins. */
  resumedAtMs(): number;
  bounds: { promptMs: number; recoveryMs: number; skewMs: number };
}) => {
  const { simulation, ledger, isStanding, noticedByMs, isInDoubt, recoveredAtMs, resumedAtMs, bounds } = facts;
  const { turns, organisation } = simulation;
  const { accessLog } = organisation.world;
  let worstOverMs = 0;
  const judged = new Set<string>();

  const grantsOf = (key: Key) => [...ledger.grants.values()].filter((grant) => isSameKey(grant.key, key));

  /** Whether this much time is too much, counted from the later of the two. */
  const isTooLong = (sinceMs: number, nowMs: number): boolean => {
    const recovered = recoveredAtMs();
    const wasTroubled = recovered > sinceMs - bounds.recoveryMs;
    return nowMs - Math.max(sinceMs, recovered) > (wasTroubled ? bounds.recoveryMs : bounds.promptMs);
  };

  const say = (promise: string, words: string, key: Key): never => {
    const known = grantsOf(key).map((grant) => ({ ...grant, ...wantedUntil(ledger, grant), key: undefined }));
    throw new PromiseBroken(promise, `${words} (${JSON.stringify(key)}; its grants: ${JSON.stringify(known)})`);
  };

  const assertBegunRightly = (row: AccessLogRow) => {
    const beganAtMs = Date.parse(row.beganAt);
    const grants = grantsOf(keyOf(row));
    if (grants.length === 0)
      say(promises.decided, `access from ${row.beganAt} on that no grant is known for`, keyOf(row));
    if (!grants.some(({ startsAtMs }) => startsAtMs - bounds.skewMs <= beganAtMs))
      say(promises.window, `access from ${row.beganAt} on, before any of its grants began`, keyOf(row));
  };

  const assertOverInTime = (row: AccessLogRow, nowMs: number) => {
    const grants = grantsOf(keyOf(row)).filter(({ startsAtMs }) => startsAtMs - bounds.skewMs <= nowMs);
    const sinceMs = Math.max(...grants.map((grant) => wantedUntil(ledger, grant).latestMs));
    if (nowMs <= sinceMs) return;
    worstOverMs = Math.max(worstOverMs, nowMs - sinceMs);
    if (isTooLong(sinceMs, nowMs))
      say(promises.window, `access still there ${Math.round((nowMs - sinceMs) / 1_000)} s after its end`, keyOf(row));
  };

  const assertThere = (grant: KnownGrant, nowMs: number, rows: readonly AccessLogRow[]) => {
    if (grant.state === "failed" || grant.startsAtMs > nowMs) return;
    if (nowMs >= wantedUntil(ledger, grant).earliestMs) return;
    const own = rows.filter((row) => isOf(row, grant.key));
    if (own.some(({ ceasedAt }) => ceasedAt === null)) return;
    const goneMs = own.map(({ ceasedAt }) => Date.parse(ceasedAt ?? ""));
    const noticedMs = noticedByMs(grant);
    if (noticedMs !== undefined && grant.state === "active" && nowMs - Math.max(noticedMs, recoveredAtMs()) > lookMs)
      say(promises.confirmed, "shown active, and was taken away longer ago than a look allows", grant.key);
    const sinceMs = Math.max(grant.startsAtMs, ...goneMs, noticedMs ?? 0);
    // A reading of the directory that fails is repeated after five minutes.
    const startableMs = Math.max(sinceMs, recoveredAtMs(), resumedAtMs()) + 5 * 60_000;
    if (isTooLong(sinceMs, nowMs) && nowMs - startableMs > bounds.recoveryMs)
      if (!isInDoubt(grant))
        say(promises.wanted, `access is missing for ${Math.round((nowMs - sinceMs) / 1_000)} s`, grant.key);
  };

  return {
    worstOverMs: () => worstOverMs,
    /** Of access that has begun and nobody has judged yet. */
    hasNews: () => accessLog.all().some((row) => !judged.has(row.id)),
    /** Whether something is there that should not be, or missing, be it for a moment. */
    isAmiss: (): boolean => {
      const nowMs = turns.nowMs();
      const rows = accessLog.all().filter((row) => row.principalType === "USER");
      const isWanted = (grant: KnownGrant) =>
        grant.startsAtMs <= nowMs && nowMs < wantedUntil(ledger, grant).earliestMs && grant.state !== "failed";
      const open = rows.filter((row) => row.ceasedAt === null && !isStanding(row));
      if (open.some((row) => !grantsOf(keyOf(row)).some(isWanted))) return true;
      return [...ledger.grants.values()].some((grant) => {
        if (!isWanted(grant)) return grant.state === "ending";
        if (nowMs < (noticedByMs(grant) ?? 0)) return false;
        return grant.state !== "active" || !rows.some((row) => isOf(row, grant.key) && row.ceasedAt === null);
      });
    },
    check: () => {
      const nowMs = turns.nowMs();
      const rows = accessLog.all().filter(({ principalType }) => principalType === "USER");
      for (const row of rows) {
        if (isStanding(row)) {
          judged.add(row.id);
          continue;
        }
        if (!judged.has(row.id)) {
          assertBegunRightly(row);
          facts.onBegun(row);
        }
        judged.add(row.id);
        if (row.ceasedAt === null) assertOverInTime(row, nowMs);
      }
      for (const row of accessLog.all()) judged.add(row.id);
      for (const grant of ledger.grants.values()) assertThere(grant, nowMs, rows);
    },
    /** A removal reached AWS at that time; what Stint has shown since says whether it was right to ask for it. */
    checkRemoval: ({ key, atMs: nowMs }: { key: Key; atMs: number }) => {
      const wanting = grantsOf(key).find((grant) => {
        const beganMs = Math.max(grant.startsAtMs, recoveredAtMs());
        const isWanted = grant.state !== "failed" && nowMs < wantedUntil(ledger, grant).earliestMs - bounds.skewMs;
        return isWanted && nowMs - beganMs > bounds.recoveryMs;
      });
      if (wanting) say(promises.wanted, `removed while grant ${wanting.id} wants it`, key);
    },
    /** The API says that it is active: AWS must have said so first. */
    checkActive: (grant: KnownGrant) => {
      const existed = accessLog
        .all()
        .some(
          (row) =>
            isOf(row, grant.key) &&
            (row.ceasedAt === null || Date.parse(row.ceasedAt) >= grant.startsAtMs - bounds.skewMs),
        );
      if (!existed) say(promises.confirmed, `grant ${grant.id} is shown active, and never was`, grant.key);
    },
  };
};

export type AccessWatch = ReturnType<typeof watchAccess>;
