import type { SystemFacts } from "./system-facts.ts";
import { addMilliseconds } from "./time.ts";

/** `error`: access may outlive its window, or is not given, or the record of it cannot be relied on. */
export type Trouble = { code: string; severity: "error" | "warning"; message: string; since: Date | null };

type TroubleCheck = (facts: SystemFacts) => Trouble | undefined;

const minuteMs = 60_000;
/** A worker says every quarter of a minute that it is there. */
export const aliveForMs = minuteMs;
const lateAfterMs = 2 * minuteMs;
/** The directory is read every five minutes, and nobody is given access on what is older than fifteen. */
const staleAfterMs = 15 * minuteMs;
const undeliveredAfterMs = 10 * minuteMs;

const isBefore = (at: Date | null, now: Date, ms: number): at is Date => at !== null && at < addMilliseconds(now, -ms);
const some = (count: number, one: string, many: string) => (count === 1 ? `One ${one}` : `${count} ${many}`);

const nobodyWorks: TroubleCheck = ({ now, workerSeenAt }) =>
  workerSeenAt === null || isBefore(workerSeenAt, now, aliveForMs)
    ? {
        code: "worker.missing",
        severity: "error",
        message: "No worker is running: nothing starts and nothing ends until one does. Start “stint work”.",
        since: workerSeenAt,
      }
    : undefined;

const removalsAreLate: TroubleCheck = ({ now, removals }) =>
  isBefore(removals.since, now, lateAfterMs)
    ? {
        code: "removals.late",
        severity: "error",
        message: `${some(removals.count, "assignment", "assignments")} that should be gone AWS has not confirmed as removed. Stint goes on trying; the list says what AWS answers.`,
        since: removals.since,
      }
    : undefined;

const stopIsNotDone: TroubleCheck = ({ now, stops: { grants, since, lastError } }) =>
  isBefore(since, now, lateAfterMs)
    ? {
        code: "stops.late",
        severity: "error",
        message: `An emergency stop has not emptied its scope${grants > 0 ? `: ${some(grants, "access", "accesses")} may still be used` : ""}.${lastError ? ` What stood in its way: ${lastError}.` : ""} Stint goes on trying. Its page says what AWS answers; what cannot wait, delete in IAM Identity Center by hand, and Stint notices.`,
        since,
      }
    : undefined;

/** A worker may say that it is there while its engine stands still. */
const engineStandsStill: TroubleCheck = ({ now, removalDueAt }) =>
  isBefore(removalDueAt, now, lateAfterMs)
    ? {
        code: "removals.waiting",
        severity: "error",
        message: "Work on removals is due and nobody begins it. Look at the log of “stint work”, and restart it.",
        since: removalDueAt,
      }
    : undefined;

const startsAreLate: TroubleCheck = ({ now, starts }) =>
  isBefore(starts.since, now, lateAfterMs)
    ? {
        code: "starts.late",
        severity: "error",
        message: `${some(starts.count, "assignment", "assignments")} that should be there AWS has not confirmed. The list says what stands in the way.`,
        since: starts.since,
      }
    : undefined;

const auditIsBroken: TroubleCheck = ({ audit }) =>
  audit.isBroken
    ? {
        code: "audit.broken",
        severity: "error",
        message:
          "The audit log is not as it was written: somebody changed it in the database, or a part of it was lost. An auditor sees on the page of the audit log which event it is. Keep a copy of the database before anything else.",
        since: null,
      }
    : undefined;

const directoryIsStale: TroubleCheck = ({ now, directory: { succeededAt, error } }) =>
  succeededAt === null || isBefore(succeededAt, now, staleAfterMs)
    ? {
        code: "directory.stale",
        severity: "error",
        message: `The directory could not be read for too long, so new access waits.${error ? ` AWS says: ${error}` : ""}`,
        since: succeededAt,
      }
    : undefined;

const directoryIsOdd: TroubleCheck = (facts) =>
  facts.directory.error !== null && directoryIsStale(facts) === undefined
    ? {
        code: facts.directory.outcome === "failed" ? "directory.failed" : "directory.odd",
        severity: "warning",
        message:
          facts.directory.outcome === "failed"
            ? `The last reading of the directory failed; it is tried again every five minutes. ${facts.directory.error}`
            : `The directory was read, but something is odd. ${facts.directory.error}`,
        since: null,
      }
    : undefined;

const messagesWait: TroubleCheck = ({ now, outbox }) =>
  isBefore(outbox.oldestAt, now, undeliveredAfterMs)
    ? {
        code: "messages.waiting",
        severity: "warning",
        message: `${some(outbox.waiting, "message", "messages")} could not be handed over yet. Access is not held up by that.${outbox.lastError ? ` Last error: ${outbox.lastError}` : ""}`,
        since: outbox.oldestAt,
      }
    : undefined;

const messagesWereGivenUp: TroubleCheck = ({ outbox }) =>
  outbox.givenUp > 0
    ? {
        code: "messages.given-up",
        severity: "warning",
        message: `${some(outbox.givenUp, "message", "messages")} of the last day did not arrive and will not be tried again. The notification log says which.`,
        since: null,
      }
    : undefined;

const activityIsUnread: TroubleCheck = ({ activity: { failed } }) =>
  failed.count > 0
    ? {
        code: "activity.unread",
        severity: "warning",
        message: `What was done with ${some(failed.count, "grant", "grants")} could not be read at the last look; Stint tries again.${failed.lastError ? ` ${failed.lastError}` : ""}`,
        since: null,
      }
    : undefined;

const trailIsOutOfReach: TroubleCheck = ({ activity: { trail } }) =>
  trail !== null && trail.lastError !== null
    ? {
        code: "activity.trail-unreachable",
        severity: "warning",
        message: `The CloudTrail trail does not answer, so what is done with access stays unknown. ${trail.lastError}`,
        since: null,
      }
    : undefined;

const silentAfterMs = 120 * minuteMs;

/** Its own account calls AWS all the time, so a trail without deliveries is no sign of a quiet organisation. */
const trailIsSilent: TroubleCheck = ({ activity: { trail, activeSince } }) => {
  if (!trail?.lookedAt || trail.lastError !== null) return undefined;
  const { lookedAt, newestDeliveryAt } = trail;
  if (!isBefore(activeSince, lookedAt, silentAfterMs)) return undefined;
  return newestDeliveryAt === null || isBefore(newestDeliveryAt, lookedAt, silentAfterMs)
    ? {
        code: "activity.trail-silent",
        severity: "warning",
        message: `Access runs, and the CloudTrail trail ${newestDeliveryAt === null ? "was never seen to deliver anything" : "has delivered nothing for more than two hours"}: what is done with access may not be recorded. See whether the trail is logging, and whether Stint is pointed at the right one.`,
        since: newestDeliveryAt,
      }
    : undefined;
};

const ofEnded = (count: number) => (count === 1 ? "one ended access" : `${count} ended accesses`);

const cutsAreNotMade: TroubleCheck = ({ now, cuts: { failingSince, isRefused, lastError, missing } }) =>
  failingSince !== null && (isRefused || isBefore(failingSince, now, lateAfterMs))
    ? {
        code: isRefused ? "cuts.refused" : "cuts.late",
        severity: "error",
        message: `Issued credentials are not cut as the settings want${missing > 0 ? `: those of ${ofEnded(missing)} still work until they expire` : ""}. AWS says: ${lastError ?? "nothing"}. See “Cutting issued credentials” in the documentation.`,
        since: failingSince,
      }
    : undefined;

const cutsHaveNoRoom: TroubleCheck = ({ cuts: { waiting } }) =>
  waiting > 0
    ? {
        code: "cuts.full",
        severity: "error",
        message: `The policy that cuts credentials is full: those of ${ofEnded(waiting)} still work until they expire, or until there is room. Shorter sessions of the roles make room.`,
        since: null,
      }
    : undefined;

const meddledForMs = 24 * 60 * minuteMs;

const cutsWereMeddledWith: TroubleCheck = ({ now, cuts: { meddledAt } }) =>
  meddledAt !== null && !isBefore(meddledAt, now, meddledForMs)
    ? {
        code: "cuts.meddled",
        severity: "warning",
        message:
          "Somebody else changed, detached or deleted the policy that cuts credentials; Stint puts it back. The audit log says what was found.",
        since: meddledAt,
      }
    : undefined;

const somethingWasFound: TroubleCheck = ({ drift: { open } }) =>
  open > 0
    ? {
        code: "drift.found",
        severity: "warning",
        message: `${some(open, "assignment", "assignments")} that Stint did not make of permission sets that are for temporary use only, or that a restored database has forgotten. Say of each whether it may stay.`,
        since: null,
      }
    : undefined;

const fuseIsBlown: TroubleCheck = ({ drift: { fuseBlownAt } }) =>
  fuseBlownAt === null
    ? undefined
    : {
        code: "drift.fuse-blown",
        severity: "error",
        message:
          "More was found than the settings let Stint remove within a day, so it removes nothing by itself until an admin has looked and resets the fuse.",
        since: fuseBlownAt,
      };

const driftIsUnseen: TroubleCheck = ({ now, drift: { failingSince, lastError } }) =>
  isBefore(failingSince, now, undeliveredAfterMs)
    ? {
        code: "drift.unseen",
        severity: "warning",
        message: `Not all that AWS holds can be looked at, so changes made there stay unseen. AWS says: ${lastError ?? "nothing"}`,
        since: failingSince,
      }
    : undefined;

const checks: readonly TroubleCheck[] = [
  nobodyWorks,
  stopIsNotDone,
  removalsAreLate,
  engineStandsStill,
  startsAreLate,
  auditIsBroken,
  cutsAreNotMade,
  cutsHaveNoRoom,
  fuseIsBlown,
  directoryIsStale,
  directoryIsOdd,
  cutsWereMeddledWith,
  somethingWasFound,
  driftIsUnseen,
  messagesWait,
  messagesWereGivenUp,
  activityIsUnread,
  trailIsOutOfReach,
  trailIsSilent,
];

/** All that is not well, the worst first; empty only when every check passes. */
export const findTroubles = (facts: SystemFacts): Trouble[] =>
  checks
    .map((check) => check(facts))
    .filter((trouble) => trouble !== undefined)
    .sort((a, b) => Number(b.severity === "error") - Number(a.severity === "error"));
