import { type SqlBool, sql } from "kysely";
import type { FindingState } from "../core/drift.ts";
import { decodeCursor, encodeCursor, instantKey, uuidKey } from "./cursor.ts";
import type { Db } from "./database.ts";
import type { Finding } from "./drift-findings.ts";

export type ShownFinding = Finding & { lastError: string | null };

const beyond = (cursor: string) => {
  const [at = "", id = ""] = decodeCursor(cursor, 2);
  return sql<SqlBool>`(f.found_at, f.id) < (${instantKey(at)}::timestamptz, ${uuidKey(id)}::uuid)`;
};

/** One page of findings, newest first, each with what AWS last said to its removal. */
export const listFindings = async (
  db: Db,
  asked: { limit: number; cursor?: string | undefined; states?: readonly FindingState[] | undefined; id?: string },
): Promise<{ items: ShownFinding[]; nextCursor?: string }> => {
  const conditions = [
    asked.states ? sql<SqlBool>`f.state = any(${[...asked.states]}::text[])` : sql<SqlBool>`true`,
    asked.cursor ? beyond(asked.cursor) : sql<SqlBool>`true`,
    asked.id ? sql<SqlBool>`f.id = ${asked.id}::uuid` : sql<SqlBool>`true`,
  ];
  const { rows } = await sql<ShownFinding>`
    select f.*, a.last_error from drift_findings f left join assignments a on a.finding_id = f.id
      and a.person_id = f.principal_id and a.account_id = f.account_id and a.permission_set_arn = f.permission_set_arn
    where ${sql.join(conditions, sql` and `)}
    order by f.found_at desc, f.id desc limit ${asked.limit + 1}`.execute(db);
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  if (!last || rows.length === items.length) return { items };
  return { items, nextCursor: encodeCursor([last.foundAt.toISOString(), last.id]) };
};

/** How many are open, and when the fuse was blown. */
export const measureDrift = async (db: Db) => {
  const { rows } = await sql<{
    open: number;
    fuseBlownAt: Date | null;
    failingSince: Date | null;
    lastError: string | null;
  }>`
    select (select count(*)::int from drift_findings where state = 'open') as open, fuse_blown_at, failing_since, last_error
    from drift_watch where id = 1`.execute(db);
  return rows[0] ?? { open: 0, fuseBlownAt: null, failingSince: null, lastError: null };
};
