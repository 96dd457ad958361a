import Container from "@cloudscape-design/components/container";
import { useUnsettled } from "../../api/system.ts";
import { Empty } from "../../parts/empty.tsx";
import { ListTable } from "../../parts/list/list-table.tsx";
import { useListAddress } from "../../parts/list/use-list-address.ts";
import { unsettledColumns, unsettledFilters } from "./unsettled-columns.tsx";

/** What AWS does not hold as it is wanted, the longest first. */
export const Unsettled = ({ now }: { now: string }) => {
  const address = useListAddress({ filters: unsettledFilters });
  return (
    <Container>
      <ListTable
        title="Assignments not as wanted"
        headingLevel="h2"
        description="Access that is on its way, or should be gone, and what AWS last said of it. The longest first."
        address={address}
        answer={useUnsettled(address.query)}
        columns={unsettledColumns(now)}
        filters={unsettledFilters}
        findWords="Narrow down by what is wanted"
        empty={<Empty title="Everything is as it is wanted." />}
      />
    </Container>
  );
};
