import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { Clock } from "../core/time.ts";
import { measureAudit } from "../store/audit-figures.ts";
import type { Db } from "../store/database.ts";
import { measureWork } from "../store/work-figures.ts";

/** What `/metrics` answers: the process, and the work as the rows say it stands at the moment of asking. */
export const createMetrics = (facts: { db: Db; clock: Clock }): (() => Promise<string>) => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "stint_" });
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: `stint_${name}`, help, labelNames, registers: [registry] });
  const grants = gauge("grants", "Grants that are not over, by state.", ["state"]);
  const due = gauge("assignments_due", "Assignments the engine should look at by now, by lane.", ["lane"]);
  const unwanted = gauge("assignments_unwanted", "Assignments AWS still holds although nobody wants them any more.");
  const oldest = gauge("assignments_unwanted_oldest_seconds", "How long the oldest of those has been unwanted.");
  const writes = gauge("assignment_writes_under_way", "Assignment writes that AWS has not finished.");
  const pending = gauge("requests_pending", "Requests that wait for a decision.");
  const deliveries = gauge("deliveries_waiting", "Messages that have not been handed over yet.");
  const syncAge = gauge("directory_sync_age_seconds", "Time since the last directory sync that succeeded.");
  const auditEvents = gauge("audit_events", "Events in the audit log.");
  const unverified = gauge("audit_events_unverified", "Audit events that nobody has verified yet.");
  const broken = gauge("audit_chain_broken", "1 when the audit chain was found broken, otherwise 0.");
  const readAge = gauge("audit_chain_read_age_seconds", "Time since the audit chain was last read from its beginning.");
  return async () => {
    const now = facts.clock.now();
    const figures = await measureWork(facts.db, now);
    grants.reset();
    for (const { state, count } of figures.grants) grants.set({ state }, count);
    due.set({ lane: "end" }, figures.dueEnds);
    due.set({ lane: "activate" }, figures.dueStarts);
    unwanted.set(figures.unwanted);
    oldest.set(figures.unwantedSince ? (now.getTime() - figures.unwantedSince.getTime()) / 1_000 : 0);
    writes.set(figures.writesUnderWay);
    pending.set(figures.requestsPending);
    deliveries.set(figures.deliveriesWaiting);
    syncAge.set(figures.syncedAt ? (now.getTime() - figures.syncedAt.getTime()) / 1_000 : Number.NaN);
    const audit = await measureAudit(facts.db);
    auditEvents.set(audit.events);
    unverified.set(audit.unverified);
    broken.set(audit.isBroken ? 1 : 0);
    readAge.set(audit.readAt ? (now.getTime() - audit.readAt.getTime()) / 1_000 : Number.NaN);
    return registry.metrics();
  };
};
