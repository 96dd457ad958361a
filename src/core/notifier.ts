import type { NoticeFacts, NoticeRole } from "./notice.ts";

/** One notice for one recipient. `deliveryId` is the same at every attempt, so that a duplicate can be recognised. */
export type Message = { deliveryId: string; recipient: string; role: NoticeRole; facts: NoticeFacts };

/** A way to reach people. It writes the message in its own form and escapes it for its own medium. */
export type Notifier = {
  channel: string;
  /** Resolves once the message was handed over; otherwise throws a NotificationError. An abort means that nobody waits any more. */
  send(message: Message, signal?: AbortSignal): Promise<void>;
};

/** The message was not handed over. Permanent: trying this message again can never help. */
export class NotificationError extends Error {
  readonly code = "notification.failed";
  readonly permanent: boolean;

  constructor(message: string, options: { permanent: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = "NotificationError";
    this.permanent = options.permanent;
  }
}

/** Whether trying again is pointless. What a channel did not foresee is taken as passing. */
export const isPermanent = (problem: unknown): boolean => problem instanceof NotificationError && problem.permanent;
