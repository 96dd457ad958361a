import { sql } from "kysely";
import type { Break, Link } from "../core/audit-chain.ts";
import type { Db, Trx } from "./database.ts";

export type AuditAnchor = Link & { lookedAt: Date | null; broken: Break | null; raised: Break[] };

const anchors = (db: Db) =>
  db.selectFrom("auditAnchor").select(["seq", "hash", "lookedAt", "broken", "raised"]).where("id", "=", 1);

const toAnchor = (row: Awaited<ReturnType<typeof readRow>>): AuditAnchor => ({ ...row, raised: row.raised ?? [] });
const readRow = (db: Db) => anchors(db).executeTakeFirstOrThrow();

/** The newest event that was ever looked at. */
export const readAnchor = async (db: Db): Promise<AuditAnchor> => toAnchor(await readRow(db));

/** The same, held until the transaction ends; undefined while another worker holds it. */
export const takeAnchor = async (trx: Trx): Promise<AuditAnchor | undefined> => {
  const row = await anchors(trx).forUpdate().skipLocked().executeTakeFirst();
  return row && toAnchor(row);
};

/** Waits until no worker verifies, and keeps them from it until the transaction ends. */
export const lockAnchor = async (trx: Trx): Promise<AuditAnchor> =>
  toAnchor(await anchors(trx).forUpdate().executeTakeFirstOrThrow());

/** Moves it forward, never back: an earlier event changes nothing but when it was looked at. */
export const moveAnchor = async (trx: Trx, facts: { reached: Link; at: Date; broken: Break | null }): Promise<void> => {
  const { reached, at, broken } = facts;
  const isAhead = sql<boolean>`seq < ${reached.seq}`;
  await trx
    .updateTable("auditAnchor")
    .set({
      ...{ lookedAt: at, broken: broken && JSON.stringify(broken) },
      hash: sql`case when ${isAhead} then ${reached.hash} else hash end`,
      seq: sql`greatest(seq, ${reached.seq})`,
    })
    .where("id", "=", 1)
    .execute();
};

/** Remembers of which breaks people were told; none when the chain is in order again. */
export const recordRaised = (trx: Trx, raised: readonly Break[]) =>
  trx
    .updateTable("auditAnchor")
    .set({ raised: JSON.stringify(raised) })
    .where("id", "=", 1)
    .execute();
