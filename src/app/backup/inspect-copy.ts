import { verifyAudit } from "../../commands/verify-audit.ts";
import { readAuditHead } from "../../store/audit-events.ts";
import type { Db } from "../../store/database.ts";
import { executedMigrations } from "../../store/migrate.ts";

/** What a copy must have in common with what it is a copy of. */
export type Mark = { migrations: string[]; events: number; head: string };

export const markOf = async (db: Db): Promise<Mark> => {
  const { seq, hash } = await readAuditHead(db);
  return { migrations: await executedMigrations(db), events: seq, head: hash };
};

export const isSameMark = (one: Mark, other: Mark): boolean =>
  one.head === other.head && one.events === other.events && one.migrations.join() === other.migrations.join();

/** In words for whoever made or restored it: how much there is, and whether the chain holds. */
export const spokenChain = async (db: Db): Promise<string> => {
  const verdict = await verifyAudit(db);
  return verdict.whole
    ? `The audit chain is whole: ${verdict.events} events, head ${verdict.head.slice(0, 16)}…`
    : `Its audit chain is broken at event ${verdict.seq}: ${verdict.message}.`;
};
