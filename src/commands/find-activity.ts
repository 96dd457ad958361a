import { askedAtMostEveryMs } from "../core/activity-plan.ts";
import { stretchMs } from "../core/activity-stretches.ts";
import { activityWindow } from "../core/activity-window.ts";
import type { Grant } from "../core/grant.ts";
import { notFound } from "../core/refusal.ts";
import { maySeeActivity } from "../core/visibility.ts";
import { type ActivityFilters, countEvents, findServices, measureEvents } from "../store/activity-events.ts";
import { askForReading } from "../store/activity-readings.ts";
import { findSource } from "../store/activity-source.ts";
import type { Db } from "../store/database.ts";
import { findDecisions } from "../store/decisions.ts";
import { findGrant, findGrantsById } from "../store/grants.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthorities, getAuthority } from "./find-authority.ts";
import { placedAccounts } from "./find-request-sight.ts";
import { staleGroups } from "./groups-are-stale.ts";
import { maySeeGrant } from "./may-see-grant.ts";

/** The grant, for somebody who may see what was done with it. To everybody else there is none; being admin alone shows nobody's activity. */
export const getGrantOfActivity = async (db: Db, facts: { caller: Caller; grantId: string }): Promise<Grant> => {
  const { caller, grantId } = facts;
  const grant = await findGrant(db, grantId);
  const authority = await getAuthority(db, caller);
  const maySee = grant && (await maySeeGrant(db, { ...authority, isAdmin: false }, grant));
  if (!maySee && caller.groupsAreStale) throw staleGroups();
  if (!grant || !maySee) throw notFound("grant");
  return grant;
};

/**
 * Those of the grants whose activity each of many people may see at this moment, at the cost of one: what is answered refuses who is
 * disabled, gone, or not among them.
 */
export const findVisibleActivity = async (
  db: Db,
  facts: { personIds: readonly string[]; grantIds: readonly string[] },
): Promise<(caller: Caller) => string[]> => {
  const grants = await findGrantsById(db, facts.grantIds);
  const [authorityOf, decisions, placed] = await Promise.all([
    getAuthorities(db, facts.personIds),
    findDecisions(db, [...new Set(grants.map(({ requestId }) => requestId))]),
    placedAccounts(db, [...new Set(grants.map(({ accountId }) => accountId))]),
  ]);
  const subjects = grants.map((grant) => ({
    ...grant,
    requesterId: grant.personId,
    accounts: [placed(grant.accountId)],
    deciderIds: decisions.flatMap((one) => (one.requestId === grant.requestId && one.deciderId ? [one.deciderId] : [])),
  }));
  return (caller) => {
    const authority = authorityOf(caller);
    return subjects.filter((subject) => maySeeActivity(authority, subject)).map(({ id }) => id);
  };
};

/** Has the trail looked at soon, because somebody waits for what it says of this grant; where a trail is read at all. */
export const askForActivity = async (ctx: CommandContext, grant: Grant): Promise<void> => {
  if (activityWindow(grant) === null || !(await findSource(ctx.db))?.kind) return;
  const now = ctx.clock.now();
  await ctx.db.transaction().execute(async (trx) => {
    const isDue = await askForReading(trx, { grantId: grant.id, now, atMostEveryMs: askedAtMostEveryMs });
    if (isDue) await ctx.jobs.wake(trx, "read-activity");
  });
};

/** The events that match, counted for a picture of them: right however many there are. */
export const summariseActivity = async (db: Db, asked: ActivityFilters & { grantId: string }) => {
  const { count, first, last } = await measureEvents(db, asked);
  const widthMs = first && last ? stretchMs(first, last) : 60_000;
  const counts = count > 0 ? await countEvents(db, { ...asked, widthMs }) : [];
  return { total: count, first, last, widthMs, counts, services: await findServices(db, asked.grantId) };
};
