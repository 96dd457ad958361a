import { Gauge, Registry } from "prom-client";
import type { SystemState } from "../../http/find-system.ts";
import type { measureAudit } from "../../store/audit-figures.ts";
import type { measureCuts } from "../../store/cut-figures.ts";
import type { ChannelFigures } from "../../store/outbox-figures.ts";
import type { StopFigures } from "../../store/stop-figures.ts";
import type { WorkFigures } from "../../store/work-figures.ts";

export type RowFigures = {
  now: Date;
  system: SystemState;
  work: WorkFigures;
  channels: ChannelFigures[];
  audit: Awaited<ReturnType<typeof measureAudit>>;
  cuts: Awaited<ReturnType<typeof measureCuts>>;
  stops: StopFigures;
  activity: { failed: number; oldestDueAt: Date | null; newestDeliveryAt: Date | null };
};

/** Not begun yet is no age. */
const seconds = (now: Date, since: Date | null | undefined): number =>
  since ? Math.max(0, (now.getTime() - since.getTime()) / 1_000) : 0;

/** An age of what never was is not a number, rather than young. */
const ageOrNever = (now: Date, since: Date | null | undefined): number => (since ? seconds(now, since) : Number.NaN);

const states = ["scheduled", "activating", "active", "ending"] as const;
const wishes = ["absent", "present"] as const;

/** The share of the shared budget that was used in the last minute, by whole slots. */
const used = ({ slots, allowedPerSecond }: SystemState["calls"][number], facts: { now: Date; slotMs: number }) => {
  const end = Math.floor(facts.now.getTime() / facts.slotMs) * facts.slotMs;
  const since = end - 60_000;
  const inMinute = slots.filter(({ at }) => at.getTime() >= since && at.getTime() < end);
  return inMinute.reduce((sum, { calls }) => sum + calls, 0) / (60 * allowedPerSecond);
};

/**
 * How the work stands by the rows: the same whichever process is asked. Whether Stint keeps its promise is among it, so it does not
 * depend on what one process remembers.
 */
export const rowGauges = (): ((figures: RowFigures) => Promise<string>) => {
  const registry = new Registry();
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `stint_${name}`, help, labelNames, registers: [registry] });
  const grants = gauge("grants", "Grants that are not over, by state.", ["state"]);
  const pending = gauge("requests_pending", "Requests that wait for a decision.");
  const unsettled = gauge(
    "assignments_not_as_wanted",
    "Assignments that AWS does not hold as wanted: wanted absent and there or not confirmed gone, wanted present and not confirmed.",
    ["wanted"],
  );
  const unsettledAge = gauge(
    "assignments_not_as_wanted_oldest_seconds",
    "How long the oldest of those should have been so.",
    ["wanted"],
  );
  const inTrouble = gauge(
    "assignments_in_trouble",
    "Those of them that AWS refused or did not answer when it was last asked.",
    ["wanted"],
  );
  const waiting = gauge("assignments_waiting", "Assignments whose turn has come and that nobody works on, by lane.", [
    "lane",
  ]);
  const waitingAge = gauge("assignments_waiting_oldest_seconds", "How long the oldest of those has been due.", [
    "lane",
  ]);
  const workedOn = gauge("assignments_worked_on", "Assignments that a worker holds or that AWS has an operation for.", [
    "lane",
  ]);
  const writes = gauge(
    "assignment_writes_under_way",
    "Assignment writes that keep one of the places AWS has for them.",
  );
  const writesLimit = gauge("assignment_writes_limit", "How many such places there are.");
  const budget = gauge(
    "aws_budget_used_ratio",
    "Share of the calls a second that all replicas may make together, over the last minute; 1 is all.",
    ["aws_service"],
  );
  const budgetLimit = gauge(
    "aws_budget_limit_calls_per_second",
    "Calls a second that all replicas may make together.",
    ["aws_service"],
  );
  const workers = gauge("workers_alive", "Workers that said within the last minute that they are there.");
  const syncAge = gauge("directory_sync_age_seconds", "Time since the last reading of the directory that succeeded.");
  const syncFailed = gauge("directory_sync_failed", "1 when the last reading of the directory failed, otherwise 0.");
  const outbox = gauge("outbox_waiting", "Notices and messages that have not been handed over.");
  const outboxAge = gauge("outbox_oldest_seconds", "How old the oldest of those is.");
  const outboxRetrying = gauge("outbox_retrying", "Those of them that were tried in vain.");
  const channelWaiting = gauge("deliveries_waiting", "Messages that have not been handed over, by channel.", [
    "channel",
  ]);
  const givenUp = gauge(
    "deliveries_given_up_last_day",
    "Messages of the last 24 hours that will not be tried again, by channel.",
    ["channel"],
  );
  const auditEvents = gauge("audit_events", "Events in the audit log.");
  const unverified = gauge("audit_events_unverified", "Audit events that nobody has verified yet.");
  const broken = gauge("audit_chain_broken", "1 when the audit chain was found broken, otherwise 0.");
  const readAge = gauge("audit_chain_read_age_seconds", "Time since the audit chain was last read from its beginning.");
  const stopsHolding = gauge("emergency_stops_holding", "Emergency stops that hold their scope.");
  const stopAccess = gauge(
    "emergency_stop_access",
    "Access within the scope of an emergency stop that AWS has not confirmed gone.",
  );
  const stopAge = gauge(
    "emergency_stop_oldest_seconds",
    "How long ago the oldest emergency stop was asked for that has not emptied its scope; 0 when there is none.",
  );
  const cutsMissing = gauge(
    "credential_cuts_missing",
    "Credentials of ended access that should be cut and that AWS does not refuse yet.",
  );
  const cutsWaiting = gauge("credential_cuts_waiting", "Those of them for which the policy has no room.");
  const cutsFailing = gauge(
    "credential_cuts_failing_seconds",
    "How long the policy that cuts credentials could not be brought about; 0 when it can.",
  );
  const readingsFailed = gauge(
    "activity_readings_failed",
    "Grants whose session activity could not be read at the last look.",
  );
  const readingsAge = gauge(
    "activity_readings_oldest_due_seconds",
    "How long the oldest due reading of session activity has waited.",
  );
  const trailAge = gauge(
    "activity_trail_delivery_age_seconds",
    "Time since the newest delivery of the trail that was seen.",
  );
  const trouble = gauge("trouble", "1 for each thing that is not well, as the console's system page lists it.", [
    "code",
    "severity",
  ]);

  return ({ now, system, work, channels, audit, cuts, stops, activity }) => {
    registry.resetMetrics();
    for (const state of states) grants.set({ state }, work.grants.find((one) => one.state === state)?.count ?? 0);
    pending.set(work.requestsPending);
    for (const wanted of wishes) {
      const one = system.unsettled.find((some) => some.wanted === wanted);
      unsettled.set({ wanted }, one?.count ?? 0);
      unsettledAge.set({ wanted }, seconds(now, one?.since));
      inTrouble.set({ wanted }, one?.inTrouble ?? 0);
    }
    for (const { lane, ...held } of system.lanes) {
      waiting.set({ lane }, held.waiting);
      waitingAge.set({ lane }, seconds(now, held.oldestDueAt));
      workedOn.set({ lane }, held.workedOn);
    }
    writes.set(system.writes.underWay);
    writesLimit.set(system.writes.allowed);
    for (const calls of system.calls) {
      budget.set({ aws_service: calls.service }, used(calls, { now, slotMs: system.slotSeconds * 1_000 }));
      budgetLimit.set({ aws_service: calls.service }, calls.allowedPerSecond);
    }
    workers.set(system.workers.filter(({ isAlive }) => isAlive).length);
    syncAge.set(ageOrNever(now, system.directory.succeededAt));
    syncFailed.set(system.directory.outcome === "failed" ? 1 : 0);
    outbox.set(system.outbox.waiting);
    outboxAge.set(seconds(now, system.outbox.oldestAt));
    outboxRetrying.set(system.outbox.retrying);
    for (const { channel, ...held } of channels) {
      channelWaiting.set({ channel }, held.waiting);
      givenUp.set({ channel }, held.givenUp);
    }
    auditEvents.set(audit.events);
    unverified.set(audit.unverified);
    broken.set(audit.isBroken ? 1 : 0);
    readAge.set(ageOrNever(now, audit.readAt));
    stopsHolding.set(stops.holding);
    stopAccess.set(stops.grants);
    stopAge.set(seconds(now, stops.since));
    cutsMissing.set(cuts.missing);
    cutsWaiting.set(cuts.waiting);
    cutsFailing.set(seconds(now, cuts.failingSince));
    readingsFailed.set(activity.failed);
    readingsAge.set(seconds(now, activity.oldestDueAt));
    trailAge.set(ageOrNever(now, activity.newestDeliveryAt));
    for (const { code, severity } of system.troubles) trouble.set({ code, severity }, 1);
    return registry.metrics();
  };
};
