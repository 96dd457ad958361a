import Button from "@cloudscape-design/components/button";
import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { useMe, useTimeline } from "../../api/queries.ts";
import type { AccessRequest, TimelineEvent } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { Time } from "../../parts/time.tsx";
import { spokenAction } from "./spoken-action.ts";

const actors = { policy: "Policy", system: "Stint", anonymous: "Somebody" } as const;

const who = ({ actor }: TimelineEvent) =>
  actor.kind === "person" ? (actor.displayName ?? actor.id) : actors[actor.kind];

/** Every event of the request and its access, oldest first. */
export const Timeline = ({ request }: { request: AccessRequest }) => {
  const timeline = useTimeline(request.id);
  const isAuditor = useMe().data?.personas.auditor ?? false;
  if (timeline.error) return <ProblemAlert problem={timeline.error} retry={() => timeline.refetch()} />;
  const names = new Map(request.accounts.map(({ id, name }) => [id, name]));
  const several = request.accounts.length > 1;
  return (
    <Table
      header={
        <Header
          actions={
            isAuditor ? (
              <Button href={`/audit/events?request=${request.id}&sort=at`}>In the audit log</Button>
            ) : undefined
          }
        >
          Timeline
        </Header>
      }
      items={timeline.data?.pages.flatMap(({ items }) => items) ?? []}
      trackBy={({ seq }) => String(seq)}
      loading={timeline.isPending}
      loadingText="Loading"
      wrapLines
      ariaLabels={{ tableLabel: "Timeline" }}
      empty={<Empty title="Nothing happened yet." />}
      columnDefinitions={[
        { id: "at", header: "When", cell: ({ at }) => <Time at={at} /> },
        { id: "what", header: "What", isRowHeader: true, cell: ({ action }) => spokenAction(action) },
        { id: "who", header: "Who", cell: who },
        ...(several
          ? [
              {
                id: "account",
                header: "Account",
                cell: ({ accountId }: TimelineEvent) => (accountId ? (names.get(accountId) ?? accountId) : "—"),
              },
            ]
          : []),
      ]}
      footer={
        timeline.hasNextPage ? (
          <Button loading={timeline.isFetchingNextPage} onClick={() => timeline.fetchNextPage()}>
            Show more
          </Button>
        ) : undefined
      }
    />
  );
};
