import type { ActivityEvent } from "../core/activity-event.ts";
import { lookAgainAt, mostEventsKept, needsNewestDelivery, planLook } from "../core/activity-plan.ts";
import type { ActivitySource, ActivitySubject } from "../core/activity-source.ts";
import { type ActivityWindow, activityWindow } from "../core/activity-window.ts";
import type { Grant } from "../core/grant.ts";
import { CloudError } from "../core/identity-center.ts";
import { readActivity } from "../core/read-activity.ts";
import { addMilliseconds } from "../core/time.ts";
import { findKeptIds, keepEvents } from "../store/activity-events.ts";
import { failReading, findReading, finishReading, giveBackReading, renewReading } from "../store/activity-readings.ts";
import { findSource, tellDelivery } from "../store/activity-source.ts";
import type { Db, Trx } from "../store/database.ts";
import { findGrant } from "../store/grants.ts";
import { findPeople } from "../store/people.ts";
import { findPermissionSets } from "../store/permission-sets.ts";
import type { CommandContext } from "./context.ts";

/** Longer than any one answer of AWS takes; renewed with every part that was read. */
export const readingLeaseMs = 5 * 60_000;

type Reading = { grantId: string; holder: string; source: ActivitySource; signal: AbortSignal };

type Part = { events: ActivityEvent[]; unreadable: number; progress: { done: number; total: number | null } };

/** Another worker holds the grant by now: it goes on where this one was. */
class TakenOver extends Error {
  override readonly name = "TakenOver";
}

const subjectOf = async (
  db: Db,
  grant: Grant,
): Promise<{ subject: ActivitySubject; window: ActivityWindow | null }> => {
  const [role] = await findPermissionSets(db, [grant.permissionSetArn]);
  const [person] = await findPeople(db, [grant.personId]);
  if (!role)
    throw new CloudError({
      problem: "not-found",
      operation: "ReadActivity",
      message: "The name of the role is not known: the directory has never listed this permission set.",
    });
  const subject = {
    personId: grant.personId,
    // Nobody's session has no name, so without it only the person's id counts.
    userName: person?.userName ?? "",
    accountId: grant.accountId,
    permissionSetName: role.name,
  };
  return { subject, window: activityWindow(grant, role) };
};

/** Those that are not kept yet. Only asked for near the limit: before it, repeats take no room. */
const onlyNew = async (trx: Trx, { grantId, events }: { grantId: string; events: ActivityEvent[] }) => {
  const kept = new Set(await findKeptIds(trx, { grantId, ids: events.map(({ id }) => id) }));
  return events.filter(({ id }) => !kept.has(id));
};

/** Keeps what one part brought; true when something new did not fit. */
const keepPart = (ctx: CommandContext, { grantId, holder }: Reading, part: Part): Promise<boolean> =>
  ctx.db.transaction().execute(async (trx) => {
    const leaseUntil = addMilliseconds(ctx.clock.now(), readingLeaseMs);
    const kept = await renewReading(trx, { grantId, holder, leaseUntil, ...part });
    if (kept === undefined) throw new TakenOver("another worker reads this grant");
    const room = Math.max(0, mostEventsKept - kept);
    const { events } = part;
    const added = events.length <= room ? events : await onlyNew(trx, { grantId, events });
    await keepEvents(trx, { grantId, events: added.slice(0, room) });
    return added.length > room;
  });

/** What the trail delivered last: as a worker saw it lately, or asked now where everything hangs on it. */
const newestDeliveryOf = async (
  ctx: CommandContext,
  { source, signal }: Reading,
  { window, now }: { window: ActivityWindow; now: Date },
): Promise<Date | null> => {
  const seen = await findSource(ctx.db);
  const known = seen?.kind === source.kind ? seen.newestDeliveryAt : null;
  if (!needsNewestDelivery({ window, newestDelivery: known, now })) return known;
  try {
    const newestDeliveryAt = await source.newestDelivery(now, signal);
    if (newestDeliveryAt) await tellDelivery(ctx.db, { lookedAt: now, newestDeliveryAt, lastError: null });
    return newestDeliveryAt ?? known;
  } catch (problem) {
    // Not knowing is no reason not to read; whoever watches the trail tells the trouble.
    if (problem instanceof CloudError) return known;
    throw problem;
  }
};

const look = async (ctx: CommandContext, reading: Reading): Promise<void> => {
  const { db } = ctx;
  const { grantId, holder, source, signal } = reading;
  const now = ctx.clock.now();
  const grant = await findGrant(db, grantId);
  const before = await findReading(db, grantId);
  if (!grant || !before) return;
  const { subject, window } = await subjectOf(db, grant);
  const finish = { grantId, holder, readAt: now, readUpTo: before.readUpTo, capped: before.capped };
  const nothing = { isUnsure: false, newestDeliveryAt: null, nextAt: null };
  if (!window) return void (await finishReading(db, { ...finish, ...nothing }));
  const newestDeliveryAt = await newestDeliveryOf(ctx, reading, { window, now });
  const facts = { window, readUpTo: before.readUpTo, newestDelivery: newestDeliveryAt, kind: source.kind, now };
  const { from, to, readUpTo, isUnsure, nextAt } = planLook(facts);
  for await (const part of readActivity(source, { subject, window, from, to }, signal)) {
    const isFull = await keepPart(ctx, reading, part);
    if (isFull) return void (await finishReading(db, { ...finish, ...nothing, newestDeliveryAt, capped: true }));
  }
  signal.throwIfAborted();
  await finishReading(db, { ...finish, newestDeliveryAt, readUpTo, isUnsure, nextAt });
};

/**
 * Looks once for what was done with a grant, and keeps it. Whatever fails is written down and tried again later, each time after a
 * longer pause; what was read until then stays. Answers the problem, for the log.
 */
export const readGrantActivity = async (ctx: CommandContext, reading: Reading): Promise<unknown> => {
  const { grantId, holder, signal } = reading;
  try {
    await look(ctx, reading);
    return undefined;
  } catch (problem) {
    if (problem instanceof TakenOver) return undefined;
    if (signal.aborted) {
      await giveBackReading(ctx.db, { grantId, holder });
      return undefined;
    }
    const now = ctx.clock.now();
    const attempts = ((await findReading(ctx.db, grantId))?.attempts ?? 0) + 1;
    const lastError =
      problem instanceof CloudError ? problem.message : "Stint failed while reading the trail; its log says how.";
    await failReading(ctx.db, {
      grantId,
      holder,
      attempts,
      readAt: now,
      nextAt: lookAgainAt({ attempts, now }),
      lastError: lastError.slice(0, 1_000),
    });
    return problem;
  }
};
