import { checkLink, genesisHash } from "../core/audit.ts";
import { readAuditChain, readAuditHead } from "../store/audit-events.ts";
import type { Db } from "../store/database.ts";

export type ChainVerdict =
  | { whole: true; events: number; head: string }
  | { whole: false; seq: number; problem: string };

/** Reads the whole chain from its first event and finds the first link that does not hold, also when the last events were cut off. */
export const verifyAudit = async (db: Db): Promise<ChainVerdict> => {
  const head = await readAuditHead(db);
  let expected = { seq: 1, previousHash: genesisHash };
  for await (const event of readAuditChain(db)) {
    if (event.seq > head.seq) break;
    const problem = checkLink(event, expected);
    if (problem) return { whole: false, seq: expected.seq, problem };
    expected = { seq: event.seq + 1, previousHash: event.hash };
  }
  if (expected.seq !== head.seq + 1)
    return { whole: false, seq: expected.seq, problem: `events ${expected.seq} to ${head.seq} are missing` };
  if (expected.previousHash !== head.hash)
    return { whole: false, seq: head.seq, problem: `event ${head.seq} is not the one the head of the chain remembers` };
  return { whole: true, events: head.seq, head: head.hash };
};
