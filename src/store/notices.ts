import type { NoticeKind } from "../core/notice.ts";
import type { Trx } from "./database.ts";

export type { NoticeKind };

/** Puts a notice into the outbox, in the transaction of the thing it tells of. The same happening is told once. */
export const addNotice = (
  trx: Trx,
  notice: { id: string; kind: NoticeKind; requestId: string; grantId?: string; at: Date },
) =>
  trx
    .insertInto("notices")
    .values({
      id: notice.id,
      kind: notice.kind,
      requestId: notice.requestId,
      grantId: notice.grantId ?? null,
      dedupKey: `${notice.kind}:${notice.grantId ?? notice.requestId}`,
      createdAt: notice.at,
      spreadAt: null,
    })
    .onConflict((conflict) => conflict.column("dedupKey").doNothing())
    .execute();
