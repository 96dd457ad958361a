import { useAuditEvents } from "../../../api/audit.ts";
import { Empty } from "../../../parts/empty.tsx";
import { ListTable } from "../../../parts/list/list-table.tsx";
import { useListAddress } from "../../../parts/list/use-list-address.ts";
import { useFrame } from "../../../shell/frame.tsx";
import { AuditorsOnly } from "../auditors-only.tsx";
import { columns, hiddenColumns } from "./columns.tsx";
import { filters } from "./filters.ts";
import { eventsHelp } from "./help.tsx";
import { Verification } from "./verification.tsx";

const frame = { title: "Audit log", crumbs: [{ text: "Audit log", href: "/audit/events" }], help: eventsHelp };
const usual = { sort: "-at" };

const Events = () => {
  const address = useListAddress({ filters, usual });
  return (
    <ListTable
      title="Audit log"
      description="Everything that happened, as it was written when it happened."
      above={<Verification />}
      address={address}
      answer={useAuditEvents(address.query)}
      columns={columns}
      hiddenColumns={hiddenColumns}
      filters={filters}
      findWords="Narrow by person, account, role, what happened …"
      period={{ label: "Happened" }}
      files={{ CSV: "/audit-events.csv", JSON: "/audit-events.json" }}
      empty={<Empty title="Nothing has happened yet." />}
      trackBy="id"
    />
  );
};

/** The audit log over any period, with what is known of its chain. */
export const AuditEventsPage = () => {
  useFrame(frame);
  return <AuditorsOnly>{() => <Events />}</AuditorsOnly>;
};
