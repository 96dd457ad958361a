import { type Actor, type AuditEntry, type AuditEvent, auditHash } from "../core/audit.ts";
import type { Db, Trx } from "./database.ts";

const actorColumns = (actor: Actor) => ({
  actorKind: actor.kind,
  actorId: actor.kind === "person" ? actor.id : null,
  actorVia: actor.kind === "person" ? (actor.via ?? null) : null,
});

/**
 * Appends events to the chain, in this transaction: they are there if and only if what they tell of is.
 * Holds the head of the chain until the transaction ends, so call it last.
 */
export const appendAudit = async (
  trx: Trx,
  facts: { at: Date; newId(): string },
  entries: AuditEntry[],
): Promise<AuditEvent[]> => {
  if (entries.length === 0) return [];
  const head = await trx.selectFrom("auditHead").selectAll().where("id", "=", 1).forUpdate().executeTakeFirstOrThrow();
  let { seq, hash: previousHash } = head;
  const events: AuditEvent[] = [];
  for (const entry of entries) {
    seq += 1;
    const unsigned = { ...entry, seq, id: facts.newId(), at: facts.at, previousHash };
    const hash = auditHash(unsigned);
    events.push({ ...unsigned, hash });
    previousHash = hash;
  }
  await trx.updateTable("auditHead").set({ seq, hash: previousHash }).where("id", "=", 1).execute();
  await trx
    .insertInto("auditEvents")
    .values(
      events.map((event) => ({
        seq: event.seq,
        id: event.id,
        at: event.at,
        ...actorColumns(event.actor),
        action: event.action,
        subjectKind: event.subject.kind,
        subjectId: event.subject.id,
        requestId: event.requestId ?? null,
        grantId: event.grantId ?? null,
        personId: event.personId ?? null,
        accountId: event.accountId ?? null,
        data: JSON.stringify(event.data ?? {}),
        previousHash: event.previousHash,
        hash: event.hash,
      })),
    )
    .execute();
  return events;
};

export type AuditRow = Awaited<ReturnType<typeof selectPage>>[number];

const selectPage = (db: Db, after: number, limit: number) =>
  db.selectFrom("auditEvents").selectAll().where("seq", ">", after).orderBy("seq").limit(limit).execute();

/** What was appended after this event, in order, so many at most. */
export const findAuditAfter = async (db: Db, seq: number, limit: number): Promise<AuditEvent[]> =>
  (await selectPage(db, seq, limit)).map(toAuditEvent);

export const findAuditEvent = async (db: Db, seq: number): Promise<AuditEvent | undefined> => {
  const row = await db.selectFrom("auditEvents").selectAll().where("seq", "=", seq).executeTakeFirst();
  return row && toAuditEvent(row);
};

export const toAuditEvent = (row: AuditRow): AuditEvent => ({
  seq: row.seq,
  id: row.id,
  at: row.at,
  actor:
    row.actorKind === "person"
      ? { kind: "person", id: row.actorId ?? "", ...(row.actorVia ? { via: row.actorVia } : {}) }
      : { kind: row.actorKind },
  action: row.action,
  subject: { kind: row.subjectKind, id: row.subjectId },
  ...(row.requestId ? { requestId: row.requestId } : {}),
  ...(row.grantId ? { grantId: row.grantId } : {}),
  ...(row.personId ? { personId: row.personId } : {}),
  ...(row.accountId ? { accountId: row.accountId } : {}),
  data: row.data,
  previousHash: row.previousHash,
  hash: row.hash,
});

/** The chain from its beginning, page by page, so that verifying a long one takes little memory. */
export async function* readAuditChain(db: Db, pageSize = 1_000): AsyncGenerator<AuditEvent> {
  let after = 0;
  for (;;) {
    const page = await selectPage(db, after, pageSize);
    for (const row of page) yield toAuditEvent(row);
    const last = page.at(-1);
    if (!last) return;
    after = last.seq;
  }
}

export const readAuditHead = (db: Db) =>
  db.selectFrom("auditHead").select(["seq", "hash"]).where("id", "=", 1).executeTakeFirstOrThrow();

/** When the newest event happened; undefined while there is none. */
export const newestEventAt = async (db: Db): Promise<Date | undefined> =>
  (await db.selectFrom("auditEvents").select("at").orderBy("seq", "desc").limit(1).executeTakeFirst())?.at;
