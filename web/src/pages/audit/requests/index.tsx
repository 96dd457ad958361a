import { useMemo } from "react";
import { useRequests } from "../../../api/queries.ts";
import type { Me } from "../../../api/shapes.ts";
import { Empty } from "../../../parts/empty.tsx";
import { ListTable } from "../../../parts/list/list-table.tsx";
import { useListAddress } from "../../../parts/list/use-list-address.ts";
import { useFrame } from "../../../shell/frame.tsx";
import { columnsOf } from "../../requests/columns.tsx";
import { filtersFor } from "../../requests/filters.ts";
import { AuditorsOnly } from "../auditors-only.tsx";

const help = (
  <>
    <p>Every request that was ever made, whoever made it, with what became of it.</p>
    <p>Both files hold all that match, not only this page. The address holds what you see: copy it to share it.</p>
  </>
);
const frame = { title: "Audit: requests", crumbs: [{ text: "Audit: requests", href: "/audit/requests" }], help };
const usual = { view: "all" };
const more = ["view"];
const { columns } = columnsOf("all");
const shownColumns = columns.filter(({ id }) => id !== "actions" && id !== "expires");
const hiddenColumns = ["start", "approvals"];

const Requests = ({ me }: { me: Me }) => {
  const filters = useMemo(() => filtersFor(me, "all"), [me]);
  const said = useListAddress({ filters, more, usual });
  const address = { ...said, query: { ...said.query, view: "all" } };
  return (
    <ListTable
      title="All requests"
      address={address}
      answer={useRequests(address.query)}
      columns={shownColumns}
      hiddenColumns={hiddenColumns}
      filters={filters}
      findWords="Narrow down by person, account, role, state or ticket"
      period={{ label: "Asked" }}
      files={{ CSV: "/requests.csv", JSON: "/requests.json" }}
      empty={<Empty title="Nobody has asked for access yet." />}
      trackBy="id"
    />
  );
};

/** Requests over any period, for auditors: to look through and to take away. */
export const AuditRequestsPage = () => {
  useFrame(frame);
  return <AuditorsOnly>{(me) => <Requests me={me} />}</AuditorsOnly>;
};
