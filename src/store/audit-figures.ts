import { readAnchor } from "./audit-anchor.ts";
import { readAuditHead } from "./audit-events.ts";
import { findLastVerification } from "./audit-verifications.ts";
import type { Db } from "./database.ts";

/** How the audit chain stands, by a handful of rows. */
export const measureAudit = async (db: Db) => {
  const [anchor, last, head] = [await readAnchor(db), await findLastVerification(db), await readAuditHead(db)];
  return {
    events: head.seq,
    unverified: head.seq - anchor.seq,
    isBroken: Boolean(anchor.broken ?? last?.broken),
    readAt: last?.finishedAt ?? null,
  };
};
