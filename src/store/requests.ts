import { type SqlBool, sql } from "kysely";
import type { Ground } from "../core/grounds.ts";
import type { AccessRequest, RequestState } from "../core/request.ts";
import { isUuid } from "../core/uuid.ts";
import type { Db, Trx } from "./database.ts";

export const requestColumns = [
  "id",
  "requesterId",
  "accountIds",
  "permissionSetArn",
  "askedStartsAt",
  "durationMinutes",
  "ticket",
  "justification",
  "state",
  "approvalRequired",
  "approvalsNeeded",
  "createdAt",
  "expiresAt",
  "closedAt",
] as const satisfies (keyof AccessRequest)[];

/** What a repeated sending is recognised by. */
export type Idempotency = { key: string; hash: string };

/** Writes the request; false when the same person has sent one with the same key, also at this very moment. */
export const insertRequest = async (
  trx: Trx,
  facts: {
    request: AccessRequest;
    idempotency: Idempotency | undefined;
    grounds: readonly Ground[];
    traceParent?: string | null;
  },
): Promise<boolean> => {
  const written = await trx
    .insertInto("requests")
    .values({
      ...facts.request,
      idempotencyKey: facts.idempotency?.key ?? null,
      idempotencyHash: facts.idempotency?.hash ?? null,
      traceParent: facts.traceParent ?? null,
      grounds: JSON.stringify(facts.grounds),
    })
    .onConflict((conflict) => conflict.columns(["requesterId", "idempotencyKey"]).doNothing())
    .executeTakeFirst();
  return (written.numInsertedOrUpdatedRows ?? 0n) > 0n;
};

export const findRequestSentWith = (
  db: Db,
  facts: { requesterId: string; key: string },
): Promise<(AccessRequest & { idempotencyHash: string | null }) | undefined> =>
  db
    .selectFrom("requests")
    .select([...requestColumns, "idempotencyHash"])
    .where("requesterId", "=", facts.requesterId)
    .where("idempotencyKey", "=", facts.key)
    .executeTakeFirst();

export const findRequest = async (db: Db, id: string): Promise<AccessRequest | undefined> =>
  isUuid(id) ? db.selectFrom("requests").select(requestColumns).where("id", "=", id).executeTakeFirst() : undefined;

/** The trace of the call that sent it; null where none was kept. */
export const findTraceOfRequest = async (db: Db, id: string): Promise<string | null> => {
  if (!isUuid(id)) return null;
  const row = await db.selectFrom("requests").select("traceParent").where("id", "=", id).executeTakeFirst();
  return row?.traceParent ?? null;
};

export const findRequestsById = (db: Db, ids: readonly string[]): Promise<AccessRequest[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom("requests")
        .select(requestColumns)
        .where("id", "in", [...ids])
        .execute();

/** The request, held until the transaction ends: whoever decides on it meanwhile waits and then sees what became of it. */
export const lockRequest = async (trx: Trx, id: string): Promise<AccessRequest | undefined> =>
  isUuid(id)
    ? trx.selectFrom("requests").select(requestColumns).where("id", "=", id).forUpdate().executeTakeFirst()
    : undefined;

/** Pending requests whose time is up, oldest first, held until the transaction ends; those that others hold are left to them. */
export const lockOverdueRequests = (trx: Trx, facts: { now: Date; limit: number }): Promise<AccessRequest[]> =>
  trx
    .selectFrom("requests")
    .select(requestColumns)
    .where("state", "=", "pending")
    .where("expiresAt", "<=", facts.now)
    .orderBy("expiresAt")
    .limit(facts.limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** When the next of the pending requests expires; in the past when one is held by whoever decides on it just now. */
export const readNextExpiry = async (db: Db): Promise<Date | undefined> => {
  const next = await db
    .selectFrom("requests")
    .select("expiresAt")
    .where("state", "=", "pending")
    .orderBy("expiresAt")
    .limit(1)
    .executeTakeFirst();
  return next?.expiresAt;
};

/** What policies ask for may have grown since the request was sent; it never shrinks for a request that waits. */
export const raiseApprovalsNeeded = (trx: Trx, facts: { id: string; approvalsNeeded: number }) =>
  trx
    .updateTable("requests")
    .set({ approvalsNeeded: sql<number>`greatest(approvals_needed, ${facts.approvalsNeeded}::int)` })
    .where("id", "=", facts.id)
    .where("state", "=", "pending")
    .returning(requestColumns)
    .executeTakeFirstOrThrow();

/** Who cancelled the request, as the audit log has it; undefined when Stint did. */
export const findCanceller = async (db: Db, requestId: string): Promise<string | undefined> => {
  const event = await db
    .selectFrom("auditEvents")
    .select("actorId")
    .where("requestId", "=", requestId)
    .where("action", "=", "request.cancelled")
    .executeTakeFirst();
  return event?.actorId ?? undefined;
};

/** These requests, held until the transaction ends, always taken in the same order. */
export const lockRequests = (trx: Trx, ids: readonly string[]): Promise<AccessRequest[]> =>
  trx
    .selectFrom("requests")
    .select(requestColumns)
    .where(sql<SqlBool>`id = any(${[...ids]}::uuid[])`)
    .orderBy("id")
    .forUpdate()
    .execute();

/** Moves those of these requests out of `pending` that are; answers them. */
export const closeRequests = (
  trx: Trx,
  facts: { ids: readonly string[]; state: Exclude<RequestState, "pending">; at: Date },
): Promise<AccessRequest[]> =>
  trx
    .updateTable("requests")
    .set({ state: facts.state, closedAt: facts.at })
    .where(sql<SqlBool>`id = any(${[...facts.ids]}::uuid[])`)
    .where("state", "=", "pending")
    .returning(requestColumns)
    .execute();

/** Moves the request out of `pending`, once: undefined when it was not pending any more. */
export const closeRequest = async (
  trx: Trx,
  facts: { id: string; state: Exclude<RequestState, "pending">; at: Date },
): Promise<AccessRequest | undefined> => {
  const [closed] = await closeRequests(trx, { ...facts, ids: [facts.id] });
  return closed;
};
