import { type RawBuilder, type SqlBool, sql } from "kysely";
import type { AuditEvent } from "../core/audit.ts";
import { allOf } from "./access-page.ts";
import { expandActions, happenedRarely, isOneOf } from "./audit-actions.ts";
import { type AuditRow, toAuditEvent } from "./audit-events.ts";
import { concerns, type Mention, rarestFirst } from "./audit-mentions.ts";
import { decodeCursor, encodeCursor, instantKey, sequenceKey, unreadableCursor } from "./cursor.ts";
import type { Db } from "./database.ts";

export type AuditFilter = {
  from?: Date | undefined;
  to?: Date | undefined;
  actor?: string | undefined;
  person?: string | undefined;
  account?: string | undefined;
  permissionSet?: string | undefined;
  request?: string | undefined;
  grant?: string | undefined;
  /** Any of these; one with a dot at its end is the beginning of several. */
  actions?: readonly string[] | undefined;
  /** No event after this one. */
  upTo?: number | undefined;
  oldestFirst?: boolean | undefined;
};

type Wanted = AuditFilter & { limit: number; cursor?: string | undefined };

const orderOf = (oldestFirst: boolean | undefined) => (oldestFirst ? "at" : "-at");

/** Where the page before ended, in the order of the list; `of` names the table whose `at` and `seq` are meant. */
const beyond = ({ cursor, oldestFirst }: Wanted, of: string) => {
  if (cursor === undefined) return undefined;
  const [order, at = "", seq = ""] = decodeCursor(cursor, 3);
  if (order !== orderOf(oldestFirst)) throw unreadableCursor();
  const keys = sql`(${instantKey(at)}::timestamptz, ${sequenceKey(seq)}::bigint)`;
  const columns = sql`(${sql.ref(`${of}.at`)}, ${sql.ref(`${of}.seq`)})`;
  return oldestFirst ? sql<SqlBool>`${columns} > ${keys}` : sql<SqlBool>`${columns} < ${keys}`;
};

const within = (wanted: Wanted, of: string) =>
  allOf([
    wanted.from ? sql<SqlBool>`${sql.ref(`${of}.at`)} >= ${wanted.from}` : undefined,
    wanted.to ? sql<SqlBool>`${sql.ref(`${of}.at`)} < ${wanted.to}` : undefined,
    wanted.upTo === undefined ? undefined : sql<SqlBool>`${sql.ref(`${of}.seq`)} <= ${wanted.upTo}`,
    beyond(wanted, of),
  ]);

const ordered = ({ limit, oldestFirst }: Wanted, of: string) => {
  const direction = oldestFirst ? sql`asc` : sql`desc`;
  const column = (name: string) => sql.ref(`${of}.${name}`);
  return sql`order by ${column("at")} ${direction}, ${column("seq")} ${direction} limit ${limit + 1}`;
};

const mentionsIn = ({ permissionSet, account }: AuditFilter): Mention[] => [
  ...(permissionSet ? [{ kind: "permission-set" as const, id: permissionSet }] : []),
  ...(account ? [{ kind: "account" as const, id: account }] : []),
];

const ofRow = (filter: AuditFilter, actions: readonly string[] | undefined) =>
  allOf([
    filter.actor ? sql<SqlBool>`event.actor_id = ${filter.actor}` : undefined,
    filter.person ? sql<SqlBool>`event.person_id = ${filter.person}` : undefined,
    filter.request ? sql<SqlBool>`event.request_id = ${filter.request}::uuid` : undefined,
    filter.grant ? sql<SqlBool>`event.grant_id = ${filter.grant}::uuid` : undefined,
    actions ? isOneOf(actions) : undefined,
  ]);

const isNarrow = ({ actor, person, request, grant }: AuditFilter) => Boolean(actor || person || request || grant);

/** Each action by itself, so that the planner knows of each how rare it is. */
const pageOfActions = (
  wanted: Wanted,
  actions: readonly string[],
  where: RawBuilder<SqlBool>,
): RawBuilder<AuditRow> => {
  const parts = (actions.length > 0 ? actions : [""]).map(
    (action) => sql`(
      select event.* from audit_events event where event.action = ${action} and ${within(wanted, "event")} and ${where}
      ${ordered(wanted, "event")})`,
  );
  return sql<AuditRow>`select event.* from (${sql.join(parts, sql` union all `)}) as event ${ordered(wanted, "event")}`;
};

/**
 * The query for one page. What is asked for by account, role or action alone is read in the order of that index, so that what is rare
 * is found as fast as what is common.
 */
const pageOf = (
  wanted: Wanted,
  asked: { actions: readonly string[] | undefined; areRare: boolean; mentions: readonly Mention[] },
): RawBuilder<AuditRow> => {
  const { actions, areRare, mentions } = asked;
  if (actions && areRare)
    return pageOfActions(wanted, actions, allOf([ofRow(wanted, undefined), ...mentions.map(concerns)]));
  const [first, ...others] = mentions;
  const conditions = allOf([ofRow(wanted, actions), ...others.map(concerns)]);
  if (first && !wanted.request && !wanted.grant)
    return sql<AuditRow>`
      select event.* from audit_mentions mention join audit_events event on event.seq = mention.seq
      where mention.kind = ${first.kind} and mention.id = ${first.id} and ${within(wanted, "mention")} and ${conditions}
      ${ordered(wanted, "mention")}`;
  if (actions && !isNarrow(wanted)) return pageOfActions(wanted, actions, sql<SqlBool>`true`);
  const mentioned = first ? [concerns(first)] : [];
  return sql<AuditRow>`
    select event.* from audit_events event where ${allOf([within(wanted, "event"), conditions, ...mentioned])}
    ${ordered(wanted, "event")}`;
};

/** One page of events, newest first or oldest first. */
export const searchAudit = async (db: Db, wanted: Wanted): Promise<{ items: AuditEvent[]; nextCursor?: string }> => {
  const actions = wanted.actions && (await expandActions(db, wanted.actions));
  const mentions = await rarestFirst(db, mentionsIn(wanted));
  const areRare = actions !== undefined && mentions.length > 0 && (await happenedRarely(db, actions));
  const { rows } = await pageOf(wanted, { actions, areRare, mentions }).execute(db);
  const items = rows.slice(0, wanted.limit).map(toAuditEvent);
  const last = items.at(-1);
  return rows.length > items.length && last
    ? { items, nextCursor: encodeCursor([orderOf(wanted.oldestFirst), last.at.toISOString(), String(last.seq)]) }
    : { items };
};

/** All that match, page by page: an export of any length takes little memory. */
export async function* readAudit(db: Db, filter: AuditFilter, pageSize = 1_000): AsyncGenerator<AuditEvent[]> {
  let cursor: string | undefined;
  do {
    const page = await searchAudit(db, { ...filter, limit: pageSize, cursor });
    yield page.items;
    cursor = page.nextCursor;
  } while (cursor);
}
