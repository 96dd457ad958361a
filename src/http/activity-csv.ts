import type { ActivityEvent } from "../core/activity-event.ts";
import type { CsvTable } from "./csv-export.ts";

/** An event as a row; several resources are one cell, a line each. */
export const activityCsv: CsvTable<ActivityEvent> = {
  fileName: "stint-activity.csv",
  columns: [
    "event_id",
    "at",
    "service",
    "action",
    "outcome",
    "error_code",
    "error_message",
    "read_only",
    "region",
    "resources",
    "source_ip",
    "user_agent",
  ],
  cells: (event) => [
    event.id,
    event.at.toISOString(),
    event.service,
    event.action,
    event.outcome,
    event.errorCode,
    event.errorMessage,
    String(event.readOnly),
    event.region,
    event.resources.map(({ name }) => name).join("\n"),
    event.sourceIp,
    event.userAgent,
  ],
};
