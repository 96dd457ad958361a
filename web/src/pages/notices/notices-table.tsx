import { useNotices } from "../../api/notices.ts";
import { Empty } from "../../parts/empty.tsx";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import { ListTable } from "../../parts/list/list-table.tsx";
import { useListAddress } from "../../parts/list/use-list-address.ts";
import { noticeColumns } from "./columns.tsx";
import { channelNames, outcomeNames } from "./words.ts";

const options = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }));

const filters: readonly ListFilter[] = [
  { key: "state", label: "Outcome", many: "Outcomes", kind: "choice", options: options(outcomeNames) },
  { key: "channel", label: "Way", many: "Ways", kind: "choice", options: options(channelNames) },
  { key: "request", label: "Request id", many: "Request ids", kind: "typed" },
];

export const NoticesTable = () => {
  const address = useListAddress({ filters });
  return (
    <ListTable
      title="Notification log"
      description="Who was told what, and whether it arrived."
      address={address}
      answer={useNotices(address.query)}
      columns={noticeColumns}
      filters={filters}
      findWords="Narrow down by outcome, way or request"
      trackBy="id"
      empty={<Empty title="Nobody was told anything yet." />}
    />
  );
};
