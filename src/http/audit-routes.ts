import type { Context } from "hono";
import { auditOperations as operations } from "../contract/audit-events.ts";
import { pageLimits } from "../contract/page.ts";
import type { AuditEvent } from "../core/audit.ts";
import { notFound } from "../core/refusal.ts";
import { findAuditEvent, readAuditHead } from "../store/audit-events.ts";
import { type AuditFilter, readAudit, searchAudit } from "../store/audit-search.ts";
import { findPersonInGroups } from "../store/people.ts";
import { findRights } from "../store/standing.ts";
import type { AppContext } from "./app-context.ts";
import type { AppEnv } from "./app-env.ts";
import { assertAuditor } from "./assert-reader.ts";
import { auditCsvHeader, auditCsvLine } from "./audit-csv.ts";
import { auditFilter } from "./audit-filter.ts";
import { auditJson } from "./audit-json.ts";
import { confirmGroupRights } from "./confirm-group-rights.ts";
import { type ExportFile, exportPages } from "./export-pages.ts";
import { type AuditNames, namesIn, presentAuditEvent } from "./present-audit-event.ts";
import { type Api, serve } from "./serve-operation.ts";

/** As at the beginning of a call: by the groups of this moment. */
const isStillAuditor = async (context: AppContext, personId: string): Promise<boolean> => {
  const person = await findPersonInGroups(context.db, personId);
  const confirmed =
    person && (await confirmGroupRights(context, { person, rights: await findRights(context.db, person) }));
  return confirmed?.personas.auditor ?? false;
};

export const serveAudit = (api: Api, context: AppContext): void => {
  const { db, clock } = context;

  /** All that match and were there when the export began, each written by `line`. */
  const exportEvents = async (
    call: { c: Context<AppEnv>; filter: AuditFilter; head: { seq: number } },
    file: Pick<ExportFile<AuditEvent>, "name" | "type" | "first" | "last"> & {
      line(event: AuditEvent, names: AuditNames): string;
    },
  ) => {
    const { c, filter, head } = call;
    const write = async (events: AuditEvent[]) => {
      const names = await namesIn(db, events);
      return events.map((event) => file.line(event, names)).join("");
    };
    const mayStill = () => isStillAuditor(context, c.var.caller.personId);
    const pages = readAudit(db, { ...filter, upTo: head.seq });
    return exportPages({ context, c, mayStill }, { ...file, pages, write });
  };

  serve(api, operations.list, async ({ query, personas }) => {
    assertAuditor(personas);
    const { limit = pageLimits.usual, cursor, ...asked } = query;
    const page = await searchAudit(db, { ...auditFilter(asked), limit, cursor });
    const names = await namesIn(db, page.items);
    return { ...page, items: page.items.map((event) => presentAuditEvent(event, names)) };
  });

  serve(api, operations.exportCsv, async ({ query, personas, c }) => {
    assertAuditor(personas);
    const call = { c, filter: auditFilter(query), head: await readAuditHead(db) };
    const name = "stint-audit-events.csv";
    return exportEvents(call, { name, type: "text/csv", first: auditCsvHeader, line: auditCsvLine });
  });

  serve(api, operations.exportJson, async ({ query, personas, c }) => {
    assertAuditor(personas);
    const call = { c, filter: auditFilter(query), head: await readAuditHead(db) };
    const document = auditJson({ at: clock.now(), head: call.head });
    return exportEvents(call, { name: "stint-audit-events.json", type: "application/json", ...document });
  });

  serve(api, operations.get, async ({ params, personas }) => {
    assertAuditor(personas);
    const event = await findAuditEvent(db, Number(params.seq));
    if (!event) throw notFound("audit-event");
    return presentAuditEvent(event, await namesIn(db, [event]));
  });
};
