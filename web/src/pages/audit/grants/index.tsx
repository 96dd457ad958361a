import { useMemo } from "react";
import { useAccessList } from "../../../api/access.ts";
import type { Me } from "../../../api/shapes.ts";
import { Empty } from "../../../parts/empty.tsx";
import { ListTable } from "../../../parts/list/list-table.tsx";
import { useListAddress } from "../../../parts/list/use-list-address.ts";
import { useFrame } from "../../../shell/frame.tsx";
import { filtersFor } from "../../access/filters.ts";
import { AuditorsOnly } from "../auditors-only.tsx";
import { columns, hiddenColumns } from "./columns.tsx";

const help = (
  <>
    <p>Every access that was ever granted: to whom, when it began and ended as AWS confirmed it, and who ended it.</p>
    <p>The period finds access that was held at some time within it, not only what was granted in it.</p>
    <p>Both files hold all that match, not only this page. The address holds what you see: copy it to share it.</p>
  </>
);
const frame = { title: "Audit: access", crumbs: [{ text: "Audit: access", href: "/audit/grants" }], help };
const usual = { view: "all", sort: "-createdAt" };
const more = ["view"];

const Grants = ({ me }: { me: Me }) => {
  const filters = useMemo(() => filtersFor(me, "timeline"), [me]);
  const said = useListAddress({ filters, more, usual });
  const { from, to, ...asked } = said.query;
  const address = { ...said, query: { ...asked, view: "all", activeFrom: from, activeTo: to } };
  return (
    <ListTable
      title="All access"
      address={address}
      answer={useAccessList(address.query)}
      columns={columns}
      hiddenColumns={hiddenColumns}
      filters={filters}
      findWords="Narrow down by person, account, role or state"
      period={{ label: "Held" }}
      files={{ CSV: "/grants.csv", JSON: "/grants.json" }}
      empty={<Empty title="No access has been granted yet." />}
      trackBy="id"
    />
  );
};

/** Access over any period, for auditors: to look through and to take away. */
export const AuditGrantsPage = () => {
  useFrame(frame);
  return <AuditorsOnly>{(me) => <Grants me={me} />}</AuditorsOnly>;
};
