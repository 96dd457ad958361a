import { createHash } from "node:crypto";

export type Actor =
  | { kind: "person"; id: string; via?: string }
  | { kind: "policy" }
  | { kind: "system" }
  | { kind: "anonymous" };

/** What is written to the audit log. `data` holds before and after, and whatever makes the event understandable years later. */
export type AuditEntry = {
  actor: Actor;
  /** `noun.happened`: request.created, grant.activated, policy.changed, sign-in.refused … */
  action: string;
  subject: { kind: string; id: string };
  requestId?: string;
  grantId?: string;
  personId?: string;
  accountId?: string;
  data?: Record<string, unknown>;
};

export type AuditEvent = AuditEntry & { seq: number; id: string; at: Date; previousHash: string; hash: string };

/** JSON with sorted keys, so that the same event has the same bytes wherever it was stored. Dates are ISO strings; `undefined` is absent. */
const canonical = (value: unknown): string => {
  if (value instanceof Date) return JSON.stringify(value.toISOString());
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
  }
  return JSON.stringify(value ?? null);
};

/** The hash covers everything in the event and the hash before it: change, drop or reorder one and every later link breaks. */
export const auditHash = (event: Omit<AuditEvent, "hash">): string =>
  createHash("sha256")
    .update(
      canonical({
        seq: event.seq,
        id: event.id,
        at: event.at,
        actor: event.actor,
        action: event.action,
        subject: event.subject,
        requestId: event.requestId ?? null,
        grantId: event.grantId ?? null,
        personId: event.personId ?? null,
        accountId: event.accountId ?? null,
        data: event.data ?? {},
        previousHash: event.previousHash,
      }),
    )
    .digest("hex");
