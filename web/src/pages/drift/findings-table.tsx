import { useDrift, useDriftFindings } from "../../api/drift.ts";
import { Empty } from "../../parts/empty.tsx";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import { ListTable } from "../../parts/list/list-table.tsx";
import { useListAddress } from "../../parts/list/use-list-address.ts";
import { Time } from "../../parts/time.tsx";
import { findingColumns } from "./columns.tsx";
import { stateWords } from "./words.ts";

const filters: readonly ListFilter[] = [
  {
    key: "state",
    label: "State",
    many: "States",
    kind: "choice",
    options: Object.entries(stateWords).map(([value, label]) => ({ value, label })),
  },
];

const LookedAt = () => {
  const { data } = useDrift();
  if (!data) return null;
  if (data.lastError) return <>AWS could not be looked at: {data.lastError}</>;
  return data.lookedAt ? (
    <>
      AWS was last looked at <Time at={data.lookedAt} />.
    </>
  ) : (
    <>AWS was not looked at yet: no access is active, and no permission set is marked.</>
  );
};

/** What was found, the newest first. */
export const FindingsTable = () => {
  const address = useListAddress({ filters });
  return (
    <ListTable
      title="Drift"
      description={<LookedAt />}
      address={address}
      answer={useDriftFindings(address.query)}
      columns={findingColumns}
      filters={filters}
      findWords="Narrow down by state"
      trackBy="id"
      empty={
        <Empty title="Nothing was found.">
          Settings say which permission sets are for temporary use only: who holds those otherwise is found.
        </Empty>
      }
    />
  );
};
