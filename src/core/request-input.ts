import { createHash } from "node:crypto";
import { type Reason, refuse } from "./decision.ts";
import { tidied } from "./plain-words.ts";
import { addMilliseconds } from "./time.ts";

/** What someone fills in. Ids are looked up; nothing here says who may do what. */
export type RequestInput = {
  accountIds: readonly string[];
  permissionSetArn: string;
  startsAt?: Date | null | undefined;
  durationMinutes: number;
  ticket?: string | null | undefined;
  justification?: string | null | undefined;
};

/** The same in one form, so that the same wish always reads the same. */
export type TidyInput = {
  accountIds: string[];
  permissionSetArn: string;
  /** Null: as soon as approved. */
  startsAt: Date | null;
  durationMinutes: number;
  ticket: string | null;
  justification: string | null;
};

const longestId = 300;

/** What cannot be an id names nothing; it is kept short and printable, because the refusal will quote it. */
const quotable = (id: string) => id.slice(0, longestId).replaceAll(/[^\x21-\x7e]/g, "?");

export const tidyInput = (input: RequestInput): TidyInput => ({
  accountIds: input.accountIds.map(quotable),
  permissionSetArn: quotable(input.permissionSetArn),
  startsAt: input.startsAt ?? null,
  durationMinutes: input.durationMinutes,
  ticket: tidied(input.ticket),
  justification: tidied(input.justification),
});

/** Clocks differ: a start that passed this little ago means now. */
const startSkewMs = 60_000;

/** The start to keep: null when it is now, was a moment ago, or was not asked for. */
export const keptStart = (startsAt: Date | null, now: Date): Date | null =>
  startsAt !== null && startsAt > now ? startsAt : null;

export const isInPast = (startsAt: Date, now: Date): boolean => startsAt < addMilliseconds(now, -startSkewMs);

/** What a repeated sending is compared by. The order of the accounts means nothing. */
export const sentHash = (input: TidyInput): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        [...input.accountIds].sort(),
        input.permissionSetArn,
        input.startsAt?.getTime() ?? null,
        input.durationMinutes,
        input.ticket,
        input.justification,
      ]),
    )
    .digest("base64url");

const longestKey = 200;

/** The key by which a repeated sending is recognised; undefined when there is none. */
export const checkIdempotencyKey = (key: string | undefined): Reason | undefined =>
  key === undefined || (key.length <= longestKey && /^[\x20-\x7e]+$/.test(key))
    ? undefined
    : refuse("idempotency-key.invalid", `An idempotency key is 1 to ${longestKey} printable ASCII characters.`);
