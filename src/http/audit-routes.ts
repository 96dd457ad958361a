import type { z } from "zod";
import { type auditEvent, auditOperations as operations } from "../contract/audit-events.ts";
import { pageLimits } from "../contract/page.ts";
import type { AuditEvent } from "../core/audit.ts";
import { type AuditFilter, readAudit, searchAudit } from "../store/audit-search.ts";
import type { Db } from "../store/database.ts";
import type { AppContext } from "./app-context.ts";
import { assertAuditor } from "./assert-reader.ts";
import { csvLine } from "./csv.ts";
import { findNames, type Names } from "./find-names.ts";
import { type Api, serve } from "./serve-operation.ts";

const actorId = (event: AuditEvent) => (event.actor.kind === "person" ? event.actor.id : null);

const namesIn = (db: Db, events: AuditEvent[]) =>
  findNames(db, { personIds: events.flatMap((event) => [actorId(event), event.personId]) });

const present = (event: AuditEvent, names: Names): z.input<typeof auditEvent> => {
  const id = actorId(event);
  return {
    ...event,
    actor: {
      kind: event.actor.kind,
      id,
      displayName: id === null ? null : names.person(id).displayName,
      via: event.actor.kind === "person" ? (event.actor.via ?? null) : null,
    },
    requestId: event.requestId ?? null,
    grantId: event.grantId ?? null,
    personId: event.personId ?? null,
    accountId: event.accountId ?? null,
    data: event.data ?? {},
    abilities: {},
  };
};

const columns = [
  "seq",
  "at",
  "actor_kind",
  "actor_id",
  "actor_name",
  "actor_via",
  "action",
  "subject_kind",
  "subject_id",
  "request_id",
  "grant_id",
  "person_id",
  "person_name",
  "account_id",
  "data",
  "hash",
];

const line = (event: AuditEvent, names: Names): string => {
  const { actor } = present(event, names);
  return csvLine([
    event.seq,
    event.at.toISOString(),
    actor.kind,
    actor.id,
    actor.displayName,
    actor.via,
    event.action,
    event.subject.kind,
    event.subject.id,
    event.requestId ?? null,
    event.grantId ?? null,
    event.personId ?? null,
    event.personId ? names.person(event.personId).displayName : null,
    event.accountId ?? null,
    JSON.stringify(event.data ?? {}),
    event.hash,
  ]);
};

/** The whole export as a stream: the next page is read when the client has taken the one before. */
const exported = (db: Db, filter: AuditFilter): ReadableStream<Uint8Array> => {
  const pages = readAudit(db, filter);
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(csvLine(columns))),
    pull: async (stream) => {
      const { done, value } = await pages.next();
      if (done) return stream.close();
      const names = await namesIn(db, value);
      const text = value.map((event) => line(event, names)).join("");
      if (text) stream.enqueue(encoder.encode(text));
    },
    cancel: async () => {
      await pages.return(undefined);
    },
  });
};

export const serveAudit = (api: Api, { db }: AppContext): void => {
  serve(api, operations.list, async ({ query, personas }) => {
    assertAuditor(personas);
    const page = await searchAudit(db, { ...query, limit: query.limit ?? pageLimits.usual });
    const names = await namesIn(db, page.items);
    return { ...page, items: page.items.map((event) => present(event, names)) };
  });

  serve(api, operations.export, async ({ query, personas, c }) => {
    assertAuditor(personas);
    return c.body(exported(db, query), 200, {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="stint-audit-events.csv"',
    });
  });
};
