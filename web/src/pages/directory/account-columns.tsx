import Badge from "@cloudscape-design/components/badge";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { MirrorRows } from "../../api/directory-sync.ts";
import { NamedCell } from "./named-cell.tsx";
import type { OrgUnits } from "./use-org-units.ts";

export const accountColumns = (units: OrgUnits): TableProps.ColumnDefinition<MirrorRows["accounts"]>[] => [
  {
    id: "name",
    header: "Account",
    isRowHeader: true,
    minWidth: 150,
    cell: (account) => (
      <>
        <NamedCell {...account} />
        {account.isManagement ? <Badge>management account</Badge> : null}
      </>
    ),
  },
  { id: "unit", header: "Organisational unit", minWidth: 170, cell: ({ path }) => units.place(path) },
  {
    id: "state",
    header: "State",
    minWidth: 130,
    cell: ({ state }) => (
      <StatusIndicator type={state === "ACTIVE" ? "success" : "stopped"}>{state.toLowerCase()}</StatusIndicator>
    ),
  },
  { id: "email", header: "E-mail", minWidth: 180, cell: ({ email }) => <span className="as-typed">{email}</span> },
];
