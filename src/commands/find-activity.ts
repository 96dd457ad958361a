import { askedAtMostEveryMs } from "../core/activity-plan.ts";
import { stretchMs } from "../core/activity-stretches.ts";
import { activityWindow } from "../core/activity-window.ts";
import type { Grant } from "../core/grant.ts";
import { notFound } from "../core/refusal.ts";
import { type ActivityFilters, countEvents, findServices, measureEvents } from "../store/activity-events.ts";
import { askForReading } from "../store/activity-readings.ts";
import { findSource } from "../store/activity-source.ts";
import type { Db } from "../store/database.ts";
import { findGrant } from "../store/grants.ts";
import type { Caller, CommandContext } from "./context.ts";
import { getAuthority } from "./find-authority.ts";
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

/** Those of the grants whose activity the caller may see at this moment. */
export const findVisibleActivity = async (
  db: Db,
  facts: { caller: Caller; grantIds: readonly string[] },
): Promise<string[]> => {
  const authority = { ...(await getAuthority(db, facts.caller)), isAdmin: false };
  if (authority.isAuditor) return [...facts.grantIds];
  const visible: string[] = [];
  for (const grantId of facts.grantIds) {
    const grant = await findGrant(db, grantId);
    if (grant && (await maySeeGrant(db, authority, grant))) visible.push(grantId);
  }
  return visible;
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
