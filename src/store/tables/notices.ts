import type { Generated } from "kysely";
import type { NoticeKind, NoticeRole } from "../../core/notice.ts";

/** The outbox: something happened that people hear of. Written with the thing itself, spread to deliveries by the worker. */
export type NoticeTable = {
  id: string;
  kind: NoticeKind;
  requestId: string;
  grantId: string | null;
  /** Makes the same happening one notice, whatever retries. */
  dedupKey: string;
  createdAt: Date;
  spreadAt: Date | null;
};

export type DeliveryTable = {
  id: string;
  noticeId: string;
  channel: string;
  recipient: string;
  /** Why this recipient hears of it: approver, requester, audit, admin. */
  role: NoticeRole;
  /** Whose address it is; null for the audit copy. */
  personId: string | null;
  /** `skipped`: there was nobody to send it to; `lastError` says why. */
  state: "waiting" | "sent" | "skipped" | "dead";
  attempts: Generated<number>;
  nextAt: Date | null;
  sentAt: Date | null;
  lastError: string | null;
  createdAt: Date;
};
