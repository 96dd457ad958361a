import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table, { type TableProps } from "@cloudscape-design/components/table";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiProblem } from "../../api/api-problem.ts";
import type { Page } from "../../api/shapes.ts";
import { Empty } from "../empty.tsx";
import { ProblemAlert } from "../problem-alert.tsx";
import { useWide } from "../use-wide.ts";
import { FilterBar } from "./filter-bar.tsx";
import type { ListFilter } from "./list-filter.ts";
import { columnDisplay, ListPreferences } from "./list-preferences.tsx";
import { PageButtons } from "./page-buttons.tsx";
import { PeriodPicker } from "./period-picker.tsx";
import type { ListAddress } from "./use-list-address.ts";

type Columns<T> = readonly TableProps.ColumnDefinition<T>[];

type Facts<T> = {
  title: string;
  /** On every page the title is the first heading; further lists of a page have a lower one. */
  headingLevel?: "h1" | "h2";
  description?: ReactNode;
  actions?: ReactNode;
  /** Between the title and the filters: views, a picture, what is known of the whole. */
  above?: ReactNode;
  address: ListAddress;
  answer: UseQueryResult<Page<T>>;
  /** A column that can be sorted by names the API's key as its `sortingField`. */
  columns: Columns<T>;
  hiddenColumns?: readonly string[];
  filters: readonly ListFilter[];
  findWords?: string;
  period?: { label: string };
  /** Address under `/api/v1` of the same list as a file, by the format's name. */
  files?: Record<string, string>;
  empty: ReactNode;
  trackBy?: string;
  selection?: Pick<TableProps<T>, "selectedItems" | "onSelectionChange" | "isItemDisabled" | "selectionType"> & {
    itemLabel: (item: T) => string;
  };
};

const sortingOf = <T,>(columns: Columns<T>, sort: string | undefined) => {
  const field = sort?.replace(/^-/, "");
  const column = field ? columns.find(({ sortingField }) => sortingField === field) : undefined;
  return column ? { sortingColumn: column, sortingDescending: sort?.startsWith("-") ?? false } : {};
};

const fileAddress = (path: string, { query }: ListAddress) => {
  const { cursor: _, limit: __, ...rest } = query;
  const given = Object.entries(rest).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const text = new URLSearchParams(given).toString();
  return `/api/v1${path}${text ? `?${text}` : ""}`;
};

const Files = ({ files, address, title }: { files: Record<string, string>; address: ListAddress; title: string }) => (
  <SpaceBetween direction="horizontal" size="xs">
    {Object.entries(files).map(([format, path]) => (
      <Button
        key={format}
        href={fileAddress(path, address)}
        download={true}
        iconName="download"
        ariaLabel={`Download as ${format}: ${title}, all that match`}
      >
        {format}
      </Button>
    ))}
  </SpaceBetween>
);

/** The rows of before stay while others are on their way; without a word they would pass for the answer. */
const onItsWay = (
  <LiveRegion tagName="span">
    <StatusIndicator type="loading">Loading</StatusIndicator>
  </LiveRegion>
);

/** A list that the server filters, sorts and cuts into pages; the address of the page holds all of it. */
export const ListTable = <T,>(facts: Facts<T>) => {
  const { title, address, answer, columns, filters, files = {}, hiddenColumns = [] } = facts;
  const { itemLabel, ...selection } = facts.selection ?? {};
  const display = columnDisplay(columns, { said: address.said.columns, hidden: hiddenColumns });
  // What can be done with a row stays in sight when the others are scrolled; on a phone it would cover them.
  const keepsActions = useWide() && display.findLast(({ visible }) => visible)?.id === "actions";
  // Rows that were read stay when reading them again fails: the alert above says that they may be old.
  const isUnread = answer.error !== null && !answer.data;
  const header = (
    <SpaceBetween size="m">
      <Header
        variant={facts.headingLevel ?? "h1"}
        description={facts.description}
        info={answer.isPlaceholderData ? onItsWay : undefined}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Files files={files} address={address} title={title} />
            {facts.actions}
          </SpaceBetween>
        }
      >
        {title}
      </Header>
      {facts.above}
      {answer.error ? <ProblemAlert problem={answer.error} retry={() => answer.refetch()} /> : null}
    </SpaceBetween>
  );
  const noMatch = (
    <Empty title="Nothing matches.">
      <Button onClick={address.clear}>Clear the filters</Button>
    </Empty>
  );
  // What is asked for comes from the address: asking the same again would be refused again.
  const isMisasked = answer.error instanceof ApiProblem && answer.error.status === 400;
  const unread = (
    <Empty title="This could not be read.">
      {isMisasked ? <Button onClick={address.startOver}>Show the usual list</Button> : null}
    </Empty>
  );
  return (
    <Table
      variant="borderless"
      header={header}
      items={answer.data?.items ?? []}
      columnDefinitions={columns}
      columnDisplay={display}
      {...(facts.trackBy ? { trackBy: facts.trackBy } : {})}
      {...sortingOf(columns, address.said.sort)}
      onSortingChange={({ detail }) =>
        address.change({ sort: `${detail.isDescending ? "-" : ""}${detail.sortingColumn.sortingField}` })
      }
      {...selection}
      isItemDisabled={(item) => answer.isPlaceholderData || (facts.selection?.isItemDisabled?.(item) ?? false)}
      {...(keepsActions ? { stickyColumns: { last: 1 } } : {})}
      loading={answer.isPending}
      loadingText="Loading"
      wrapLines
      ariaLabels={{
        tableLabel: title,
        allItemsSelectionLabel: () => "Select all on this page",
        selectionGroupLabel: "Selection",
        itemSelectionLabel: (_, item) => `Select ${itemLabel?.(item) ?? ""}`,
      }}
      filter={
        <div className="list-filters">
          {filters.length > 0 ? (
            <FilterBar filters={filters} address={address} placeholder={facts.findWords ?? "Narrow the list down"} />
          ) : null}
          {facts.period ? <PeriodPicker address={address} label={facts.period.label} /> : null}
        </div>
      }
      pagination={<PageButtons address={address} next={answer.data?.nextCursor} />}
      preferences={<ListPreferences columns={columns} hidden={hiddenColumns} address={address} />}
      empty={isUnread ? unread : address.isNarrowed ? noMatch : facts.empty}
    />
  );
};
