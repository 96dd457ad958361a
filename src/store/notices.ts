import type { Notice, NoticeKind } from "../core/notice.ts";
import type { Db, Trx } from "./database.ts";

export type { NoticeKind };

const columns = ["id", "kind", "requestId", "grantId", "createdAt"] as const satisfies (keyof Notice)[];

type NewNotice = { id: string; kind: NoticeKind; requestId: string; grantId?: string; at: Date };

/** Puts notices into the outbox, in the transaction of the things they tell of. The same happening is told once. */
export const addNotices = async (trx: Trx, notices: readonly NewNotice[]): Promise<void> => {
  if (notices.length === 0) return;
  const rows = notices.map((notice) => ({
    id: notice.id,
    kind: notice.kind,
    requestId: notice.requestId,
    grantId: notice.grantId ?? null,
    dedupKey: `${notice.kind}:${notice.grantId ?? notice.requestId}`,
    createdAt: notice.at,
    spreadAt: null,
  }));
  await trx
    .insertInto("notices")
    .values(rows)
    .onConflict((conflict) => conflict.column("dedupKey").doNothing())
    .execute();
};

/** Puts one notice into the outbox. */
export const addNotice = (trx: Trx, notice: NewNotice): Promise<void> => addNotices(trx, [notice]);

/** Notices that nobody has heard of yet, oldest first. */
export const waitingNoticeIds = async (db: Db, limit: number): Promise<string[]> => {
  const rows = await db
    .selectFrom("notices")
    .select("id")
    .where("spreadAt", "is", null)
    .orderBy("createdAt")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
};

/** Marks the notice as spread and returns it; undefined when another replica has done so or is about to. */
export const takeNotice = async (trx: Trx, facts: { id: string; at: Date }): Promise<Notice | undefined> => {
  const waiting = await trx
    .selectFrom("notices")
    .select("id")
    .where("id", "=", facts.id)
    .where("spreadAt", "is", null)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!waiting) return undefined;
  return trx
    .updateTable("notices")
    .set({ spreadAt: facts.at })
    .where("id", "=", facts.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
};

export const findNotices = (db: Db, ids: readonly string[]): Promise<Notice[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("notices")
        .select(columns)
        .where("id", "in", [...ids])
        .execute();
