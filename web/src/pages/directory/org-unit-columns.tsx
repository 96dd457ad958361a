import type { TableProps } from "@cloudscape-design/components/table";
import type { MirrorRows } from "../../api/directory-sync.ts";
import { NamedCell } from "./named-cell.tsx";
import type { OrgUnits } from "./use-org-units.ts";

export const orgUnitColumns = (units: OrgUnits): TableProps.ColumnDefinition<MirrorRows["org-units"]>[] => [
  {
    id: "name",
    header: "Organisational unit",
    isRowHeader: true,
    minWidth: 170,
    cell: (unit) => <NamedCell {...unit} />,
  },
  { id: "place", header: "Where", minWidth: 170, cell: ({ path }) => units.place(path) },
  { id: "direct", header: "Accounts in it", cell: ({ id }) => units.find(id)?.accounts ?? "—" },
  { id: "below", header: "With all below", cell: ({ id }) => units.find(id)?.accountsBelow ?? "—" },
];
