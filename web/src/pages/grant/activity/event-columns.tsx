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
  { id: "at", header: "When", minWidth: 170, cell: ({ at }) => <Time at={at} /> },
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
  { id: "service", header: "Service", minWidth: 120, cell: ({ service }) => spokenService(service) },
  { id: "outcome", header: "Outcome", minWidth: 140, cell: (event) => <Outcome event={event} /> },
  {
    id: "resources",
    header: "On what",
    minWidth: 220,
    cell: ({ resources }) =>
      resources.length === 0
        ? "—"
        : resources.map(({ type, name }) => (
            <div key={name} className="as-typed" title={type ?? undefined}>
              {name}
            </div>
          )),
  },
  { id: "region", header: "Region", minWidth: 120, cell: ({ region }) => region },
  { id: "ip", header: "From address", cell: ({ sourceIp }) => sourceIp ?? "—" },
  {
    id: "agent",
    header: "User agent",
    minWidth: 200,
    cell: ({ userAgent }) => <span className="as-typed">{userAgent ?? "—"}</span>,
  },
];
