import { type Selectable, type SqlBool, sql } from "kysely";
import type { EmergencyStop } from "../core/emergency-stop.ts";
import { isUuid } from "../core/uuid.ts";
import { decodeCursor, encodeCursor, instantKey, uuidKey } from "./cursor.ts";
import type { Db, Trx } from "./database.ts";
import { isHolding, scopeOf } from "./emergency-holds.ts";
import type { Idempotency } from "./requests.ts";
import type { Schema } from "./schema.ts";

type Row = Selectable<Schema["emergencyStops"]>;

const stopOf = ({
  scopeKind,
  scopeId,
  idempotencyKey: _,
  idempotencyHash: __,
  takenGrants: ___,
  ...row
}: Row): EmergencyStop => ({
  ...row,
  scope: scopeOf({ scopeKind, scopeId }),
});

/** Writes the stop; false when the same person asked for one with the same key, also at this very moment. */
export const insertStop = async (
  trx: Trx,
  facts: { stop: EmergencyStop; idempotency: Idempotency | undefined },
): Promise<boolean> => {
  const { scope, ...stop } = facts.stop;
  const written = await trx
    .insertInto("emergencyStops")
    .values({
      ...stop,
      scopeKind: scope.kind,
      scopeId: scope.kind === "everything" ? null : scope.id,
      idempotencyKey: facts.idempotency?.key ?? null,
      idempotencyHash: facts.idempotency?.hash ?? null,
    })
    .onConflict((conflict) => conflict.columns(["askedById", "idempotencyKey"]).doNothing())
    .executeTakeFirst();
  return (written.numInsertedOrUpdatedRows ?? 0n) > 0n;
};

export const findStopAskedWith = async (
  db: Db,
  facts: { askedById: string; key: string },
): Promise<{ stop: EmergencyStop; hash: string | null } | undefined> => {
  const row = await db
    .selectFrom("emergencyStops")
    .selectAll()
    .where("askedById", "=", facts.askedById)
    .where("idempotencyKey", "=", facts.key)
    .executeTakeFirst();
  return row && { stop: stopOf(row), hash: row.idempotencyHash };
};

const one = (db: Db, id: string) => db.selectFrom("emergencyStops").selectAll().where("id", "=", id);

export const findStop = async (db: Db, id: string): Promise<EmergencyStop | undefined> => {
  const row = isUuid(id) ? await one(db, id).executeTakeFirst() : undefined;
  return row && stopOf(row);
};

/** The stop, held until the transaction ends. */
export const lockStop = async (trx: Trx, id: string): Promise<EmergencyStop | undefined> => {
  const row = isUuid(id) ? await one(trx, id).forUpdate().executeTakeFirst() : undefined;
  return row && stopOf(row);
};

/** Those that are not carried out yet, the oldest first. */
export const findUnfinishedStops = async (db: Db): Promise<EmergencyStop[]> => {
  const rows = await db
    .selectFrom("emergencyStops")
    .selectAll()
    .where("carriedOutAt", "is", null)
    .where(isHolding)
    .orderBy("askedAt")
    .execute();
  return rows.map(stopOf);
};

/** One page, the newest first; `holding` leaves out those that hold nothing any more. */
export const findStopsPage = async (
  db: Db,
  query: { limit: number; cursor?: string | undefined; holding: boolean },
): Promise<{ items: EmergencyStop[]; nextCursor?: string }> => {
  const [at = "", id = ""] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2);
  const rows = await db
    .selectFrom("emergencyStops")
    .selectAll()
    .$if(query.cursor !== undefined, (stops) =>
      stops.where(sql<SqlBool>`(asked_at, id) < (${instantKey(at)}, ${uuidKey(id)}::uuid)`),
    )
    .$if(query.holding, (stops) => stops.where(isHolding))
    .orderBy("askedAt", "desc")
    .orderBy("id", "desc")
    .limit(query.limit + 1)
    .execute();
  const items = rows.slice(0, query.limit).map(stopOf);
  const last = items.at(-1);
  if (rows.length <= query.limit || !last) return { items };
  return { items, nextCursor: encodeCursor([last.askedAt.toISOString(), last.id]) };
};

type Change = Partial<Pick<EmergencyStop, "carriedOutAt" | "lastError" | "liftedAt" | "liftedById" | "liftComment">>;

export const changeStop = (db: Db, id: string, change: Change) =>
  db.updateTable("emergencyStops").set(change).where("id", "=", id).execute();

export const countCancelled = (trx: Trx, id: string, more: number) =>
  trx
    .updateTable("emergencyStops")
    .set({ cancelledRequests: sql<number>`cancelled_requests + ${more}::int` })
    .where("id", "=", id)
    .execute();
