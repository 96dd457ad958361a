import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type { AuditEvent } from "../../../api/audit.ts";
import { type Difference, differences, spokenField } from "./difference.ts";

const text = (value: string | undefined) => <span className="as-typed">{value ?? "—"}</span>;

/** What was before and after, side by side. */
export const Changes = ({ event }: { event: AuditEvent }) => {
  const { before, after } = event.data;
  const rows = differences(before, after);
  if (rows.length === 0) return null;
  return (
    <Table<Difference>
      header={<Header variant="h2">What changed</Header>}
      items={rows}
      trackBy="path"
      wrapLines
      ariaLabels={{ tableLabel: "What changed" }}
      columnDefinitions={[
        { id: "field", header: "Field", isRowHeader: true, cell: ({ path }) => spokenField(path) },
        { id: "before", header: "Before", cell: (row) => text(row.before) },
        { id: "after", header: "After", cell: (row) => text(row.after) },
      ]}
    />
  );
};
