import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useMemo } from "react";
import { mostInPicture, useHeldWithin } from "../../../api/access.ts";
import type { Me } from "../../../api/shapes.ts";
import { Empty } from "../../../parts/empty.tsx";
import { FilterBar } from "../../../parts/list/filter-bar.tsx";
import { PeriodPicker } from "../../../parts/list/period-picker.tsx";
import { useListAddress } from "../../../parts/list/use-list-address.ts";
import { ProblemAlert } from "../../../parts/problem-alert.tsx";
import { filtersFor } from "../filters.ts";
import { Views } from "../views.tsx";
import { HeldTable } from "./held-table.tsx";
import { Picture } from "./picture.tsx";
import { Presets } from "./presets.tsx";
import { useAxis } from "./use-axis.ts";

const usual = { last: "7d" };
const instant = (ms: number) => new Date(ms).toISOString();

/** Who had what, when: a picture over any period, for everybody or for one person, account or role. */
export const TimelineView = ({ me }: { me: Me }) => {
  const filters = useMemo(() => filtersFor(me, "timeline"), [me]);
  const address = useListAddress({ filters, more: ["view", "whose"], usual });
  const { said } = address;
  const axis = useAxis(said);
  const { state, requester, account, permissionSet } = said;
  const narrowed = { state, requester, account, permissionSet };
  const period = { activeFrom: instant(axis.fromMs), activeTo: instant(axis.toMs) };
  const held = useHeldWithin({ ...narrowed, ...period, view: said.whose });
  const grants = held.data?.grants ?? [];
  return (
    <SpaceBetween size="m">
      <Header variant="h1" description="Who had what, when. Each bar leads to its access.">
        Access
      </Header>
      <Views me={me} address={address} />
      <div className="list-filters">
        <FilterBar filters={filters} address={address} placeholder="One person, account or role" />
        <Presets address={address} />
        <PeriodPicker address={address} label="Period" />
      </div>
      {held.error ? <ProblemAlert problem={held.error} retry={() => held.refetch()} /> : null}
      {held.isPending ? (
        <Box textAlign="center" padding="xl">
          <Spinner size="large" /> Loading
        </Box>
      ) : null}
      {held.data?.isCut ? (
        <Alert type="warning" header={`Only the newest ${mostInPicture} of this period are shown`}>
          Choose a shorter period, or one person, account or role, to see all of it.
        </Alert>
      ) : null}
      {held.data && grants.length === 0 ? (
        <Empty title="Nobody held access that matches, in this period.">
          <Button onClick={address.clear}>Clear the filters and the period</Button>
        </Empty>
      ) : null}
      {grants.length > 0 ? (
        <>
          <Picture grants={grants} axis={axis} fixed={narrowed} label="Access over time" />
          <ExpandableSection headerText="The same as a table">
            <HeldTable me={me} grants={grants} />
          </ExpandableSection>
        </>
      ) : null}
    </SpaceBetween>
  );
};
