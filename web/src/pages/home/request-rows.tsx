import Cards, { type CardsProps } from "@cloudscape-design/components/cards";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ReactNode } from "react";
import { useRequests } from "../../api/queries.ts";
import type { AccessRequest } from "../../api/shapes.ts";
import { Accounts } from "../../parts/accounts.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";

/** A few requests on the home page. Cards, not a table: they read well on a phone, and weigh a tenth. Without `empty`, none are not shown at all. */
export const RequestRows = (facts: {
  title: string;
  query: Record<string, string>;
  sections: CardsProps.SectionDefinition<AccessRequest>[];
  empty?: ReactNode;
  all: string;
}) => {
  const requests = useRequests(facts.query);
  const problem = requests.error ? <ProblemAlert problem={requests.error} retry={() => requests.refetch()} /> : null;
  if (problem && !requests.data) return problem;
  const { items = [], nextCursor } = requests.data ?? {};
  if (!facts.empty && items.length === 0) return problem;
  return (
    <Cards
      items={items}
      trackBy="id"
      loading={requests.isPending}
      loadingText="Loading"
      empty={facts.empty}
      cardsPerRow={[{ cards: 1 }, { minWidth: 700, cards: 2 }]}
      header={
        <SpaceBetween size="m">
          <Header
            counter={requests.data ? `(${items.length}${nextCursor ? "+" : ""})` : ""}
            actions={
              <Link href={facts.all} ariaLabel={`See all: ${facts.title}`}>
                See all
              </Link>
            }
          >
            {facts.title}
          </Header>
          {problem}
        </SpaceBetween>
      }
      cardDefinition={{
        header: (request) => (
          <Link href={`/requests/${request.id}`} fontSize="heading-m">
            {request.permissionSet.name} in <Accounts of={request.accounts} />
          </Link>
        ),
        sections: facts.sections,
      }}
    />
  );
};
