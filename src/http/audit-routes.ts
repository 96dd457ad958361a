import { auditOperations as operations } from "../contract/audit-events.ts";
import { pageLimits } from "../contract/page.ts";
import { notFound } from "../core/refusal.ts";
import { readAuditHead } from "../store/audit-events.ts";
import { findAuditEvent } from "../store/audit-in-order.ts";
import { readAudit, searchAudit } from "../store/audit-search.ts";
import type { AppContext } from "./app-context.ts";
import { assertAuditor } from "./assert-reader.ts";
import { auditCsvHeader, auditCsvLine } from "./audit-csv.ts";
import { auditFilter } from "./audit-filter.ts";
import { auditJson } from "./audit-json.ts";
import { namesIn, presentAuditEvent } from "./present-audit-event.ts";
import { type Api, serve } from "./serve-operation.ts";
import { streamPages } from "./stream-pages.ts";

const download = (name: string, type: string) => ({
  "content-type": `${type}; charset=utf-8`,
  "content-disposition": `attachment; filename="${name}"`,
});

export const serveAudit = (api: Api, { db, clock }: AppContext): void => {
  serve(api, operations.list, async ({ query, personas }) => {
    assertAuditor(personas);
    const { limit = pageLimits.usual, cursor, ...asked } = query;
    const page = await searchAudit(db, { ...auditFilter(asked), limit, cursor });
    const names = await namesIn(db, page.items);
    return { ...page, items: page.items.map((event) => presentAuditEvent(event, names)) };
  });

  serve(api, operations.exportCsv, async ({ query, personas, c }) => {
    assertAuditor(personas);
    const head = await readAuditHead(db);
    const body = streamPages({
      pages: readAudit(db, { ...auditFilter(query), upTo: head.seq }),
      first: auditCsvHeader,
      write: async (events) => {
        const names = await namesIn(db, events);
        return events.map((event) => auditCsvLine(event, names)).join("");
      },
    });
    return c.body(body, 200, download("stint-audit-events.csv", "text/csv"));
  });

  serve(api, operations.exportJson, async ({ query, personas, c }) => {
    assertAuditor(personas);
    const head = await readAuditHead(db);
    const document = auditJson({ at: clock.now(), head });
    const body = streamPages({
      pages: readAudit(db, { ...auditFilter(query), upTo: head.seq }),
      first: document.first,
      write: async (events) => {
        const names = await namesIn(db, events);
        return events.map((event) => document.line(event, names)).join("");
      },
      last: document.last,
    });
    return c.body(body, 200, download("stint-audit-events.json", "application/json"));
  });

  serve(api, operations.get, async ({ params, personas }) => {
    assertAuditor(personas);
    const event = await findAuditEvent(db, Number(params.seq));
    if (!event) throw notFound("audit-event");
    return presentAuditEvent(event, await namesIn(db, [event]));
  });
};
