import { findVisibleEvents } from "../src/commands/find-visible-events.ts";
import { findAuditAfter } from "../src/store/audit-events.ts";
import type { Db } from "../src/store/database.ts";
import type { EventLine } from "./event-line.ts";

/**
 * Compares what arrived on each line with what the audit log holds for that person: every event between the two numbers that they may
 * see has to be there, once and in order.
 */
export const findLostEvents = async (
  db: Db,
  facts: { lines: readonly { personId: string; line: EventLine }[]; after: number; upTo: number },
) => {
  const { lines, after, upTo } = facts;
  const events = (await findAuditAfter(db, after, upTo - after)).filter(({ seq }) => seq <= upTo);
  const atOf = new Map(events.map(({ seq, at }) => [seq, at.getTime()]));
  const counts = { due: 0, lost: 0, twice: 0, astray: 0, disordered: 0 };
  const lateMs: number[] = [];
  const lost = new Map<string, number>();
  for (const { personId, line } of lines) {
    const due = await findVisibleEvents(db, { caller: { personId }, events });
    const isDue = new Set(due.map(({ seq }) => seq));
    const heard = line.heard.filter(({ seq, name }) => seq > after && seq <= upTo && name !== "reset");
    const arrived = new Set(heard.map(({ seq }) => seq));
    counts.due += due.length;
    counts.twice += heard.length - arrived.size;
    counts.astray += [...arrived].filter((seq) => !isDue.has(seq)).length;
    counts.disordered += heard.filter(({ seq }, n) => seq < (heard[n - 1]?.seq ?? 0)).length;
    for (const { seq, action } of due) {
      if (arrived.has(seq)) continue;
      counts.lost += 1;
      lost.set(action, (lost.get(action) ?? 0) + 1);
    }
    for (const { seq, arrivedAt } of heard) lateMs.push(arrivedAt - (atOf.get(seq) ?? Number.NaN));
  }
  return { events: events.length, counts, lost, lateMs };
};
