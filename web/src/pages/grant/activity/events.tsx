import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useMemo } from "react";
import type { ActivitySource, ActivitySummary, useActivity } from "../../../api/access.ts";
import type { Grant } from "../../../api/shapes.ts";
import { FilterBar } from "../../../parts/list/filter-bar.tsx";
import { PeriodPicker } from "../../../parts/list/period-picker.tsx";
import type { ListAddress } from "../../../parts/list/use-list-address.ts";
import { ActivityChart } from "./activity-chart.tsx";
import { activityFilters } from "./activity-filters.ts";
import { eventColumns } from "./event-columns.tsx";
import { HowFar } from "./how-far.tsx";
import { NoEvents } from "./no-events.tsx";

const csvOf = (grantId: string, { outcome, service, from, to }: ListAddress["query"]) => {
  const given = Object.entries({ outcome, service, from, to }).filter((one): one is [string, string] =>
    Boolean(one[1]),
  );
  const text = new URLSearchParams(given).toString();
  return `/api/v1/grants/${grantId}/activity.csv${text ? `?${text}` : ""}`;
};

/** The events as a chart and as a table; filters are answered by the server. */
export const Events = (facts: {
  grant: Grant;
  address: ListAddress;
  activity: ReturnType<typeof useActivity>;
  source: ActivitySource;
  /** Of all that match, not only of those that are listed. */
  summary: ActivitySummary | undefined;
}) => {
  const { grant, address, activity, source, summary } = facts;
  const events = useMemo(() => activity.data?.pages.flatMap(({ items }) => items) ?? [], [activity.data]);
  const chosen = address.said.service?.split(",") ?? [];
  const services = [...new Set([...chosen, ...(summary?.services ?? [])])].sort();
  const counter = summary && summary.total > 0 ? `(${summary.total.toLocaleString()})` : "";
  return (
    <SpaceBetween size="l">
      <Container
        header={
          <Header
            variant="h2"
            counter={counter}
            description={<HowFar source={source} />}
            actions={
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  iconName="refresh"
                  ariaLabel="Look for newer events"
                  loading={activity.isRefetching}
                  onClick={() => activity.refetch()}
                />
                <Button
                  href={csvOf(grant.id, address.query)}
                  download={true}
                  iconName="download"
                  ariaLabel="Download as CSV: all events that match"
                >
                  CSV
                </Button>
              </SpaceBetween>
            }
          >
            Activity
          </Header>
        }
      >
        {summary && summary.total > 0 ? (
          <ActivityChart summary={summary} />
        ) : (
          <NoEvents address={address} source={source} />
        )}
      </Container>
      <Table
        header={<Header variant="h3">Events</Header>}
        items={events}
        trackBy="id"
        wrapLines
        columnDefinitions={eventColumns}
        ariaLabels={{ tableLabel: "Events" }}
        filter={
          <div className="list-filters">
            <FilterBar
              filters={activityFilters(services)}
              address={address}
              placeholder="Find events by outcome or service"
            />
            <PeriodPicker address={address} label="When" />
          </div>
        }
        empty={<NoEvents address={address} source={source} />}
        footer={
          activity.hasNextPage ? (
            <Button loading={activity.isFetchingNextPage} onClick={() => activity.fetchNextPage()}>
              Show older events
            </Button>
          ) : undefined
        }
      />
    </SpaceBetween>
  );
};
