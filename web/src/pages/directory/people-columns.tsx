import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { MirrorRows } from "../../api/directory-sync.ts";
import { NamedCell } from "./named-cell.tsx";

export const peopleColumns: TableProps.ColumnDefinition<MirrorRows["users"]>[] = [
  {
    id: "name",
    header: "Person",
    isRowHeader: true,
    minWidth: 150,
    cell: ({ id, displayName, goneAt }) => <NamedCell id={id} name={displayName} goneAt={goneAt} />,
  },
  {
    id: "user",
    header: "User name",
    minWidth: 130,
    cell: ({ userName }) => <span className="as-typed">{userName}</span>,
  },
  {
    id: "email",
    header: "E-mail",
    minWidth: 180,
    cell: ({ email }) => (email ? <span className="as-typed">{email}</span> : "none: nobody can write to them"),
  },
  {
    id: "state",
    header: "State",
    minWidth: 110,
    cell: ({ enabled }) => (
      <StatusIndicator type={enabled ? "success" : "stopped"}>{enabled ? "enabled" : "disabled"}</StatusIndicator>
    ),
  },
];

export const groupColumns: TableProps.ColumnDefinition<MirrorRows["groups"]>[] = [
  {
    id: "name",
    header: "Group",
    isRowHeader: true,
    minWidth: 200,
    cell: ({ id, displayName, goneAt }) => <NamedCell id={id} name={displayName} goneAt={goneAt} />,
  },
];
