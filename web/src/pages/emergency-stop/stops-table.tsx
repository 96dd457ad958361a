import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import { type EmergencyStop, useEmergencyStops } from "../../api/emergency-stops.ts";
import { Empty } from "../../parts/empty.tsx";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import { ListTable } from "../../parts/list/list-table.tsx";
import { useListAddress } from "../../parts/list/use-list-address.ts";
import { Time } from "../../parts/time.tsx";
import { LiftButton } from "./lift-button.tsx";
import { Progress } from "./progress.tsx";
import { spokenScope } from "./scope-words.ts";

const Hold = ({ stop: { holds, lift } }: { stop: EmergencyStop }) => {
  if (!lift) return holds ? <StatusIndicator type="warning">holds</StatusIndicator> : "does not hold";
  return (
    <>
      <StatusIndicator type="stopped">{holds ? "lifted, once carried out" : "lifted"}</StatusIndicator>
      <Box color="text-body-secondary" fontSize="body-s">
        {lift.by.displayName}, <Time at={lift.at} />: {lift.comment}
      </Box>
    </>
  );
};

const columns: TableProps.ColumnDefinition<EmergencyStop>[] = [
  {
    id: "what",
    header: "What",
    isRowHeader: true,
    minWidth: 140,
    verticalAlign: "top",
    cell: ({ scope }) => spokenScope(scope),
  },
  {
    id: "why",
    header: "Who and why",
    minWidth: 160,
    verticalAlign: "top",
    cell: ({ askedBy, askedAt, comment }) => (
      <>
        {comment}
        <Box color="text-body-secondary" fontSize="body-s">
          {askedBy.displayName}, <Time at={askedAt} />
        </Box>
      </>
    ),
  },
  {
    id: "progress",
    header: "How far",
    minWidth: 200,
    verticalAlign: "top",
    cell: (stop) => <Progress stop={stop} />,
  },
  { id: "hold", header: "Hold", minWidth: 120, verticalAlign: "top", cell: (stop) => <Hold stop={stop} /> },
  {
    id: "actions",
    header: "Actions",
    minWidth: 80,
    verticalAlign: "top",
    cell: (stop) => (stop.abilities.lift ? <LiftButton stop={stop} /> : null),
  },
];

const filters: readonly ListFilter[] = [
  {
    key: "holding",
    label: "Hold",
    many: "Holds",
    kind: "choice",
    options: [{ value: "true", label: "holds now" }],
  },
];

export const StopsTable = ({ mayStop }: { mayStop: boolean }) => {
  const address = useListAddress({ filters });
  return (
    <ListTable
      title="Emergency stops"
      headingLevel={mayStop ? "h2" : "h1"}
      description="The newest first, and how far AWS has confirmed each."
      address={address}
      answer={useEmergencyStops(address.query)}
      columns={columns}
      filters={filters}
      findWords="Narrow down to those that hold"
      trackBy="id"
      empty={<Empty title="There was no emergency stop yet." />}
    />
  );
};
