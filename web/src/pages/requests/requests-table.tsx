import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useRequests } from "../../api/queries.ts";
import type { Me } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { columns } from "./columns.tsx";
import { Filters } from "./filters.tsx";
import type { RequestsQuery, View } from "./requests-query.ts";
import { Views } from "./views.tsx";

const empty: Record<View, string> = {
  mine: "You have not asked for access yet.",
  "to-decide": "Nothing waits for your decision.",
  decided: "You have not decided any request yet.",
  all: "Nobody has asked for access yet.",
};

export const RequestsTable = (facts: {
  me: Me;
  query: RequestsQuery;
  change: (part: Partial<RequestsQuery>) => void;
}) => {
  const { me, query, change } = facts;
  const requests = useRequests(query);
  const isFiltered = Boolean(query.state || query.account);
  const nextCursor = requests.data?.nextCursor;
  return (
    <SpaceBetween size="l">
      <Header
        variant="h1"
        actions={
          me.abilities.request ? (
            <Button variant="primary" href="/ask">
              Ask for access
            </Button>
          ) : undefined
        }
      >
        Requests
      </Header>
      <Views me={me} query={query} change={change} />
      {requests.error ? (
        <ProblemAlert problem={requests.error} retry={() => requests.refetch()} />
      ) : (
        <Table
          items={requests.data?.items ?? []}
          trackBy="id"
          columnDefinitions={columns}
          loading={requests.isPending}
          loadingText="Loading"
          wrapLines
          ariaLabels={{ tableLabel: "Requests" }}
          filter={<Filters key={query.view} query={query} change={change} />}
          empty={
            isFiltered ? (
              <Empty title="No request matches.">
                <Button onClick={() => change({ state: undefined, account: undefined })}>Clear the filter</Button>
              </Empty>
            ) : (
              <Empty title={empty[query.view]} />
            )
          }
        />
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button disabled={!query.cursor} onClick={() => change({ cursor: undefined })}>
          First page
        </Button>
        <Button disabled={!nextCursor} onClick={() => change({ cursor: nextCursor })}>
          Next page
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
};
