import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { ActivityEvent } from "../../../api/access.ts";
import { Time } from "../../../parts/time.tsx";
import { spokenOutcome, spokenService } from "./activity-filters.ts";

const signs = { success: "success", denied: "stopped", error: "error" } as const;

const Outcome = ({ event }: { event: ActivityEvent }) => (
  <>
    <StatusIndicator type={signs[event.outcome]}>{spokenOutcome(event.outcome)}</StatusIndicator>
    {event.errorCode ? (
      <div title={event.errorMessage ?? undefined}>
        <small>{event.errorCode}</small>
      </div>
    ) : null}
  </>
);

export const eventColumns: TableProps.ColumnDefinition<ActivityEvent>[] = [
  { id: "at", header: "When", cell: ({ at }) => <Time at={at} /> },
  {
    id: "action",
    header: "Action",
    isRowHeader: true,
    cell: ({ action, readOnly }) => (
      <>
        {action}
        <br />
        <small>{readOnly ? "reads" : "changes"}</small>
      </>
    ),
  },
  { id: "service", header: "Service", cell: ({ service }) => spokenService(service) },
  { id: "outcome", header: "Outcome", cell: (event) => <Outcome event={event} /> },
  {
    id: "resources",
    header: "On what",
    cell: ({ resources }) =>
      resources.length === 0
        ? "—"
        : resources.map(({ type, name }) => (
            <div key={name} className="as-typed" title={type ?? undefined}>
              {name}
            </div>
          )),
  },
  { id: "region", header: "Region", cell: ({ region }) => region },
  { id: "ip", header: "From address", cell: ({ sourceIp }) => sourceIp ?? "—" },
  {
    id: "agent",
    header: "User agent",
    cell: ({ userAgent }) => <span className="as-typed">{userAgent ?? "—"}</span>,
  },
];
