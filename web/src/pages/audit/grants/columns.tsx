import Link from "@cloudscape-design/components/link";
import type { TableProps } from "@cloudscape-design/components/table";
import type { Grant } from "../../../api/shapes.ts";
import { GrantStateSign } from "../../../parts/state.tsx";
import { Time } from "../../../parts/time.tsx";

/** Instants that AWS confirmed; what was planned is hidden at first. */
export const columns: TableProps.ColumnDefinition<Grant>[] = [
  { id: "person", header: "Who", minWidth: 120, cell: ({ person }) => person.displayName },
  {
    id: "role",
    header: "Role",
    isRowHeader: true,
    minWidth: 140,
    cell: ({ id, permissionSet }) => <Link href={`/access/${id}`}>{permissionSet.name}</Link>,
  },
  { id: "account", header: "Account", minWidth: 130, cell: ({ account }) => `${account.name} (${account.id})` },
  { id: "state", header: "State", minWidth: 140, cell: (grant) => <GrantStateSign grant={grant} /> },
  {
    id: "granted",
    header: "Granted",
    sortingField: "createdAt",
    minWidth: 130,
    cell: ({ createdAt }) => <Time at={createdAt} />,
  },
  { id: "from", header: "Active from", minWidth: 130, cell: ({ activatedAt }) => <Time at={activatedAt} /> },
  { id: "over", header: "Over at", minWidth: 130, cell: ({ endedAt }) => <Time at={endedAt} /> },
  { id: "startsAt", header: "Planned start", minWidth: 130, cell: ({ startsAt }) => <Time at={startsAt} /> },
  { id: "endsAt", header: "Planned end", minWidth: 130, cell: ({ endsAt }) => <Time at={endsAt} /> },
  {
    id: "by",
    header: "Ended by",
    minWidth: 110,
    cell: ({ endedBy, endedAt }) => endedBy?.displayName ?? (endedAt ? "Stint" : "—"),
  },
  { id: "comment", header: "Comment", cell: ({ endComment }) => <span className="as-typed">{endComment ?? "—"}</span> },
  { id: "failure", header: "Failure", cell: ({ failure }) => <span className="as-typed">{failure ?? "—"}</span> },
  {
    id: "request",
    header: "Request",
    minWidth: 100,
    cell: ({ requestId }) => <Link href={`/requests/${requestId}`}>Request</Link>,
  },
  {
    id: "log",
    header: "In the log",
    minWidth: 100,
    cell: ({ id }) => <Link href={`/audit/events?grant=${id}&sort=at`}>Its events</Link>,
  },
];

export const hiddenColumns = ["startsAt", "endsAt", "comment", "failure"];
