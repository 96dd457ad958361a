import type { Break, Link } from "../core/audit-chain.ts";
import type { Db, Trx } from "./database.ts";

export type AuditAnchor = Link & { lookedAt: Date | null; broken: Break | null; raised: Break | null };

const anchors = (db: Db) =>
  db.selectFrom("auditAnchor").select(["seq", "hash", "lookedAt", "broken", "raised"]).where("id", "=", 1);

/** The newest event that was ever found in order. */
export const readAnchor = (db: Db): Promise<AuditAnchor> => anchors(db).executeTakeFirstOrThrow();

/** The same, held until the transaction ends; undefined while another worker holds it. */
export const takeAnchor = (trx: Trx): Promise<AuditAnchor | undefined> =>
  anchors(trx).forUpdate().skipLocked().executeTakeFirst();

/** Waits until no worker verifies, and keeps them from it until the transaction ends. */
export const lockAnchor = (trx: Trx): Promise<AuditAnchor> => anchors(trx).forUpdate().executeTakeFirstOrThrow();

/** Moves it forward, never back: an earlier event changes nothing but when it was looked at. */
export const moveAnchor = async (trx: Trx, facts: { reached: Link; at: Date; broken: Break | null }): Promise<void> => {
  const { reached, at, broken } = facts;
  const looked = { lookedAt: at, broken: broken && JSON.stringify(broken) };
  await trx.updateTable("auditAnchor").set(looked).where("id", "=", 1).execute();
  await trx
    .updateTable("auditAnchor")
    .set({ seq: reached.seq, hash: reached.hash })
    .where("id", "=", 1)
    .where("seq", "<", reached.seq)
    .execute();
};

/** Remembers of which break people were told; null when the chain is in order again. */
export const recordRaised = (trx: Trx, raised: Break | null) =>
  trx
    .updateTable("auditAnchor")
    .set({ raised: raised && JSON.stringify(raised) })
    .where("id", "=", 1)
    .execute();
