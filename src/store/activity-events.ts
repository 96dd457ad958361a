import { type SqlBool, sql } from "kysely";
import type { ActivityEvent, ActivityOutcome } from "../core/activity-event.ts";
import { decodeCursor, encodeCursor, instantKey } from "./cursor.ts";
import type { Db, Trx } from "./database.ts";
import { inBatches } from "./in-batches.ts";

const columns = [
  "id",
  "at",
  "service",
  "action",
  "region",
  "resources",
  "sourceIp",
  "userAgent",
  "outcome",
  "errorCode",
  "errorMessage",
  "readOnly",
] as const satisfies (keyof ActivityEvent)[];

/** Keeps events with their grant, each once however often it is told; answers how many were new. */
export const keepEvents = async (
  trx: Trx,
  facts: { grantId: string; events: readonly ActivityEvent[] },
): Promise<number> => {
  let kept = 0;
  await inBatches(facts.events, async (batch) => {
    const written = await sql`
      insert into activity_events (grant_id, id, at, service, action, region, resources, source_ip, user_agent, outcome,
        error_code, error_message, read_only)
      select ${facts.grantId}::uuid, id, at, service, action, region, resources, "sourceIp", "userAgent", outcome,
        "errorCode", "errorMessage", "readOnly"
      from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as seen(id text, at timestamptz, service text, action text,
        region text, resources jsonb, "sourceIp" text, "userAgent" text, outcome text, "errorCode" text,
        "errorMessage" text, "readOnly" boolean)
      on conflict do nothing`.execute(trx);
    kept += Number(written.numAffectedRows ?? 0n);
  });
  if (kept > 0)
    await sql`update activity_readings set events = events + ${kept} where grant_id = ${facts.grantId}::uuid`.execute(
      trx,
    );
  return kept;
};

/** Those of the ids that are kept with the grant already. */
export const findKeptIds = async (
  trx: Trx,
  { grantId, ids }: { grantId: string; ids: readonly string[] },
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from activity_events where grant_id = ${grantId}::uuid and id = any(${[...ids]}::text[])`.execute(trx);
  return rows.map(({ id }) => id);
};

export type ActivityFilters = {
  outcomes?: readonly ActivityOutcome[] | undefined;
  services?: readonly string[] | undefined;
  /** At this instant or later. */
  from?: Date | undefined;
  /** Before this instant. */
  to?: Date | undefined;
};

const matching = (db: Db, { grantId, outcomes, services, from, to }: ActivityFilters & { grantId: string }) => {
  let query = db.selectFrom("activityEvents").where("grantId", "=", grantId);
  if (outcomes) query = query.where("outcome", "in", [...outcomes]);
  if (services) query = query.where("service", "in", [...services]);
  if (from) query = query.where("at", ">=", from);
  if (to) query = query.where("at", "<", to);
  return query;
};

/** One page of a grant's events, newest first. */
export const listEvents = async (
  db: Db,
  asked: ActivityFilters & { grantId: string; limit: number; cursor?: string | undefined },
): Promise<{ items: ActivityEvent[]; nextCursor?: string }> => {
  let query = matching(db, asked).select(columns);
  if (asked.cursor) {
    const [at = "", id = ""] = decodeCursor(asked.cursor, 2);
    query = query.where(sql<SqlBool>`(at, id) < (${instantKey(at)}, ${id})`);
  }
  const rows = await query
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(asked.limit + 1)
    .execute();
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  return rows.length > items.length && last
    ? { items, nextCursor: encodeCursor([last.at.toISOString(), last.id]) }
    : { items };
};

/** When the first and the last of the events happened, and how many there are. */
export const measureEvents = async (db: Db, asked: ActivityFilters & { grantId: string }) => {
  const row = await matching(db, asked)
    .select(({ fn }) => [
      fn.countAll<number>().as("count"),
      fn.min<Date | null>("at").as("first"),
      fn.max<Date | null>("at").as("last"),
    ])
    .executeTakeFirstOrThrow();
  return row;
};

/** The events counted by stretches of `widthMs`, service and outcome. */
export const countEvents = async (db: Db, asked: ActivityFilters & { grantId: string; widthMs: number }) => {
  const slot = sql<number>`floor(extract(epoch from at) * 1000 / ${sql.lit(asked.widthMs)})::bigint`;
  const rows = await matching(db, asked)
    .select(({ fn }) => [slot.as("slot"), "service", "outcome", fn.countAll<number>().as("count")])
    .groupBy([slot, "service", "outcome"])
    .orderBy(slot)
    .orderBy("service")
    .orderBy("outcome")
    .execute();
  return rows.map(({ slot: index, ...counted }) => ({ at: new Date(index * asked.widthMs), ...counted }));
};

/** The services that the grant's events are of, whatever the filters. */
export const findServices = async (db: Db, grantId: string): Promise<string[]> => {
  const rows = await db
    .selectFrom("activityEvents")
    .select("service")
    .distinct()
    .where("grantId", "=", grantId)
    .orderBy("service")
    .execute();
  return rows.map(({ service }) => service);
};
