import { type SqlBool, sql } from "kysely";
import type { Db } from "./database.ts";

/** What an event concerns, as `audit_mentions` keeps it. */
export type Mention = { kind: "account" | "permission-set"; id: string };

/** One look into the index for each row: `offset 0` keeps the planner from gathering all that concerns it first. */
export const concerns = ({ kind, id }: Mention) => sql<SqlBool>`exists (
  select 1 from audit_mentions other
  where other.kind = ${kind} and other.id = ${id} and other.at = event.at and other.seq = event.seq offset 0)`;

/** Beyond this, one is as common as the other. */
const counted = 1_000;

const countMentions = async (db: Db, { kind, id }: Mention): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from audit_mentions where kind = ${kind} and id = ${id} limit ${counted}) as found`.execute(db);
  return rows[0]?.count ?? 0;
};

/** The rarest first: the log is read by it, and each event is asked for the others. */
export const rarestFirst = async (db: Db, mentions: readonly Mention[]): Promise<Mention[]> => {
  if (mentions.length < 2) return [...mentions];
  const found = [];
  for (const mention of mentions) found.push({ mention, count: await countMentions(db, mention) });
  return found.sort((a, b) => a.count - b.count).map(({ mention }) => mention);
};
