import type { AccessLogRow } from "../../../src/simulator/rows.ts";
import type { Workers } from "../faults/misfortune.ts";
import { type Hands, isSameKey, keyOf } from "../organisation/hands.ts";
import type { Truth } from "../organisation/truth.ts";
import type { KnownGrant, Ledger } from "../people/ledger.ts";
import type { Shape } from "../shape.ts";
import type { Simulation } from "../simulation.ts";
import { PromiseBroken, promises } from "./broken.ts";
import { judgeEndings } from "./judge-endings.ts";
import { judgeGrant } from "./judge-grants.ts";
import { judgeStops } from "./judge-stops.ts";
import type { MirrorAge } from "./mirror-age.ts";
import type { Observer } from "./observer.ts";
import { watchAccess } from "./watch-access.ts";
import { watchHands } from "./watch-hands.ts";
import { watchRights } from "./watch-rights.ts";

const lookEveryTurns = 80;

/** Looks at everything from outside, after every step. */
export const keepWatch = (facts: {
  simulation: Simulation;
  ledger: Ledger;
  truth: Truth;
  observer: Observer;
  workers: Workers;
  hands: Hands;
  mirror: MirrorAge;
  shape: Shape;
}) => {
  const { simulation, ledger, truth, observer, workers, hands, mirror, shape } = facts;
  const { turns, weather, database, organisation } = simulation;
  const [, slowestMs] = shape.assignmentMs;
  let lookedAt = 0;
  let looks = 0;
  /** Nothing can be expected of machines that stand still, nor starts before they have read the directory again. */
  let suspendedUntilMs = Number.NEGATIVE_INFINITY;
  let suspendedAmissUntilMs = Number.NEGATIVE_INFINITY;

  const recoveredAtMs = () => {
    if (weather.awsIsDown()) return turns.nowMs();
    return Math.max(weather.lastTroubleMs(), workers.lackedUntilMs(), suspendedAmissUntilMs);
  };
  const slackMs = (fromMs: number) => Math.max(16 * 60_000, fromMs - mirror.knownSinceMs(fromMs));
  const rights = watchRights({ ledger, truth, mirror, nowMs: turns.nowMs, recoveredAtMs });
  const judgeEnds = judgeEndings({
    ...{ ledger, truth, adminId: organisation.people.ada, slackMs },
    lastDatabaseTroubleMs: weather.lastDatabaseTroubleMs,
  });
  const bounds = { promptMs: 20_000 + 4 * slowestMs, recoveryMs: 240_000 + 4 * slowestMs, skewMs: 2 * shape.skewMs };
  const stops = judgeStops({
    ...{ ledger, truth, mirrorSlackMs: slackMs },
    slackMs: (sinceMs) => (recoveredAtMs() > sinceMs - bounds.recoveryMs ? bounds.recoveryMs : bounds.promptMs),
  });
  const { accessLog } = organisation.world;
  const openRows = () => accessLog.all().filter(({ ceasedAt }) => ceasedAt === null);
  const handiwork = watchHands({
    ...{ hands, ledger, truth, nowMs: turns.nowMs, recoveredAtMs, resumedAtMs: () => suspendedUntilMs },
    ...{ skewMs: 2 * shape.skewMs, isInDoubt: rights.mayHaveLost, openRows },
  });
  let drift: Awaited<ReturnType<Observer["lookAtDrift"]>> = { nextLookMs: undefined, fuseIsBlown: false };
  let removals: { key: KnownGrant["key"]; atMs: number; of: AccessLogRow | undefined }[] = [];
  const access = watchAccess({
    ...{ simulation, ledger, recoveredAtMs, resumedAtMs: () => suspendedUntilMs },
    ...{ isStanding: hands.isTheirs, noticedByMs: handiwork.noticedByMs },
    onBegun: (row) => {
      handiwork.checkBegun(row);
      stops.checkBegun(row);
    },
    isInDoubt: rights.mayHaveLost,
    bounds,
  });

  simulation.onArrival(({ operation, input }) => {
    if (operation !== "DeleteAccountAssignment") return;
    const key = {
      personId: String(input.PrincipalId),
      accountId: String(input.TargetId),
      permissionSetArn: String(input.PermissionSetArn),
    };
    const of = openRows().find((row) => isSameKey(keyOf(row), key));
    removals.push({ key, atMs: turns.nowMs(), of });
  });

  const look = async () => {
    lookedAt = turns.taken();
    looks += 1;
    if (looks % 4 === 0) await observer.lookAtRequests();
    const { fresh, moved } = await observer.lookAtGrants();
    for (const grant of fresh) judgeGrant({ ledger, truth, slackMs }, grant);
    for (const { grant } of moved) {
      if (grant.state === "active") access.checkActive(grant);
      rights.checkEnd(grant);
      handiwork.checkEnd(grant);
      stops.checkEnd(grant);
    }
    judgeEnds();
    stops.judge();
    const due = removals;
    removals = [];
    for (const removal of due) {
      if (removal.of && hands.isTheirs(removal.of)) handiwork.assertRemovable(removal.of);
      access.checkRemoval(removal);
    }
    if (shape.hands > 0) drift = await observer.lookAtDrift();
  };

  const checkNow = () => {
    access.check();
    rights.check();
    handiwork.check(drift);
  };

  const checkAccess = async () => {
    try {
      checkNow();
    } catch (problem) {
      // Something may have moved since it was last looked at.
      if (!(problem instanceof PromiseBroken) || !database.isFree()) throw problem;
      await look();
      checkNow();
    }
  };

  return {
    worstOverMs: access.worstOverMs,
    /** Whether AWS is at work, or access is not as it should be. */
    isUnsettled: () =>
      organisation.world.assignmentOperations.count("status", "IN_PROGRESS") > 0 ||
      access.isAmiss() ||
      handiwork.isUnsettled() ||
      rights.isOverdue(),
    suspended: ({ untilMs, isAmiss }: { untilMs: number; isAmiss: boolean }) => {
      suspendedUntilMs = untilMs;
      if (isAmiss) suspendedAmissUntilMs = untilMs;
    },
    /** When time alone changes what is wanted. */
    boundaries: () => [
      ...[...ledger.grants.values()].flatMap(({ startsAtMs, endsAtMs }) => [startsAtMs, endsAtMs]),
      ...rights.boundaries(),
      ...(drift.nextLookMs !== undefined && handiwork.isWaiting(drift) ? [drift.nextLookMs] : []),
    ],
    afterTurn: async () => {
      if (!database.isFree()) return;
      if (removals.length > 0 || access.hasNews() || turns.taken() - lookedAt > lookEveryTurns) await look();
      if (access.hasNews()) await checkAccess();
    },
    afterTime: async () => {
      workers.lookAfter();
      if (!database.isFree()) return;
      const isDue = drift.nextLookMs !== undefined && drift.nextLookMs < turns.nowMs() && handiwork.isWaiting(drift);
      if (access.hasNews() || isDue) await look();
      await checkAccess();
    },
    /** Long after everything was over and nothing went wrong any more. */
    assertSettled: async () => {
      await look();
      await checkAccess();
      const open = [...ledger.grants.values()].filter(({ state }) => state !== "ended" && state !== "failed");
      if (open.length > 0) throw new PromiseBroken(promises.settled, `grants that do not end: ${JSON.stringify(open)}`);
      const requests = await observer.lookAtRequests();
      const waiting = requests.filter(({ state }) => state === "pending");
      if (waiting.length > 0)
        throw new PromiseBroken(promises.settled, `requests that do not expire: ${JSON.stringify(waiting)}`);
      const stuck = await observer.db
        .selectFrom("assignments")
        .selectAll()
        .where((where) => where.or([where("ownership", "=", "ours"), where("operationKind", "is not", null)]))
        .execute();
      if (stuck.length > 0) throw new PromiseBroken(promises.settled, `rows left behind: ${JSON.stringify(stuck)}`);
    },
  };
};

export type Watch = ReturnType<typeof keepWatch>;
