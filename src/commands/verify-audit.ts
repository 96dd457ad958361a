import { type Break, checkEnd, checkLinks, genesis, isLasting, type Link } from "../core/audit-chain.ts";
import { readAnchor } from "../store/audit-anchor.ts";
import { findAuditAfter, readAuditHead } from "../store/audit-events.ts";
import type { Db } from "../store/database.ts";

const atOnce = 1_000;

export type Stretch = { after: Link; head: Link; remembered: Link };

/** Verifies the next so many events after `after`, as far as `head`; `isDone` says that nothing is left to read. */
export const verifyStretch = async (
  db: Db,
  { after, head, remembered }: Stretch,
): Promise<{ reached: Link; breaks: Break[]; isDone: boolean }> => {
  const most = Math.min(atOnce, head.seq - after.seq);
  const events = most > 0 ? await findAuditAfter(db, after.seq, most) : [];
  const checked = checkLinks(
    events.filter(({ seq }) => seq <= head.seq),
    { after, remembered },
  );
  if (checked.reached.seq < head.seq && events.length === most) return { ...checked, isDone: false };
  const broken = checkEnd({ reached: checked.reached, head, remembered });
  return { ...checked, breaks: broken ? [...checked.breaks, broken] : checked.breaks, isDone: true };
};

export type ChainVerdict = { whole: true; events: number; head: string } | ({ whole: false } & Break);

/**
 * Reads the whole chain from its first event and finds the first link that does not hold, also when the last events were cut off or
 * the chain was written anew up to an event that had been verified before.
 */
export const verifyAudit = async (db: Db): Promise<ChainVerdict> => {
  const { seq, hash, broken: known } = await readAnchor(db);
  const head = await readAuditHead(db);
  let after = genesis;
  for (;;) {
    const { reached, breaks, isDone } = await verifyStretch(db, { after, head, remembered: { seq, hash } });
    const broken = breaks[0] ?? (isDone && known && isLasting(known) ? known : undefined);
    if (broken) return { whole: false, ...broken };
    if (isDone) return { whole: true, events: head.seq, head: head.hash };
    after = reached;
  }
};
