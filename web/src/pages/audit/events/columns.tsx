import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import type { TableProps } from "@cloudscape-design/components/table";
import type { AuditEvent } from "../../../api/audit.ts";
import { Time } from "../../../parts/time.tsx";
import { spokenEvent } from "../spoken-event.ts";
import { SubjectLink } from "../subject-link.tsx";
import { who } from "../who.ts";

const said = (event: AuditEvent): string => {
  const { after, comment } = event.data as { after?: { comment?: unknown }; comment?: unknown };
  const words = comment ?? after?.comment;
  return typeof words === "string" ? words : "—";
};

export const columns: TableProps.ColumnDefinition<AuditEvent>[] = [
  { id: "who", header: "Who", minWidth: 130, cell: who },
  {
    id: "what",
    header: "What",
    isRowHeader: true,
    minWidth: 220,
    cell: ({ seq, action }) => (
      <>
        <Link href={`/audit/events/${seq}`}>{spokenEvent(action)}</Link>
        <Box variant="small" display="block" color="text-body-secondary">
          {action}
        </Box>
      </>
    ),
  },
  { id: "at", header: "When", sortingField: "at", minWidth: 150, cell: ({ at }) => <Time at={at} /> },
  { id: "subject", header: "To what", minWidth: 120, cell: (event) => <SubjectLink event={event} short /> },
  { id: "person", header: "About whom", minWidth: 130, cell: ({ personName }) => personName ?? "—" },
  { id: "role", header: "Role", minWidth: 120, cell: ({ permissionSet }) => permissionSet?.name ?? "—" },
  { id: "account", header: "Account", minWidth: 130, cell: ({ account }) => account?.name ?? "—" },
  { id: "comment", header: "Comment", cell: (event) => <span className="as-typed">{said(event)}</span> },
  { id: "via", header: "Through API client", cell: ({ actor }) => actor.via ?? "—" },
  {
    id: "request",
    header: "Request",
    cell: ({ requestId }) => (requestId ? <Link href={`/requests/${requestId}`}>{requestId}</Link> : "—"),
  },
  { id: "seq", header: "Number", cell: ({ seq }) => seq },
  { id: "hash", header: "Hash", cell: ({ hash }) => <code>{hash.slice(0, 16)}…</code> },
];

export const hiddenColumns = ["comment", "via", "request", "seq", "hash"];
