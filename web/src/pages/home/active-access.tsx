import Box from "@cloudscape-design/components/box";
import Cards from "@cloudscape-design/components/cards";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useGrants, useMe } from "../../api/queries.ts";
import { EndButton } from "../../parts/end-button.tsx";
import { ExtendButton } from "../../parts/extend-button.tsx";
import { GrantClock } from "../../parts/grant-clock.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { GrantStateSign } from "../../parts/state.tsx";
import { UseAccess } from "../../parts/use-access.tsx";

const query = { view: "mine", state: "scheduled,activating,active,ending", sort: "endsAt", limit: "50" };

/** The access I hold or am about to hold, what ends soonest first: how long still, the ways to use it, and the way to give it back. */
export const ActiveAccess = () => {
  const portalUrl = useMe().data?.portalUrl ?? null;
  const grants = useGrants(query);
  const problem = grants.error ? <ProblemAlert problem={grants.error} retry={() => grants.refetch()} /> : null;
  if (problem && !grants.data) return problem;
  const { items = [], nextCursor } = grants.data ?? {};
  return (
    <Cards
      items={items}
      trackBy="id"
      loading={grants.isPending}
      loadingText="Loading"
      header={
        <SpaceBetween size="m">
          <Header
            counter={grants.data ? `(${items.length}${nextCursor ? "+" : ""})` : ""}
            actions={
              <Link href="/access?whose=mine" ariaLabel="See all my access">
                See all
              </Link>
            }
          >
            My access
          </Header>
          {problem}
        </SpaceBetween>
      }
      empty={<Box color="inherit">You hold no access through Stint at the moment.</Box>}
      cardsPerRow={[{ cards: 1 }, { minWidth: 700, cards: 2 }]}
      cardDefinition={{
        header: (grant) => (
          <Link href={`/access/${grant.id}`} fontSize="heading-m">
            {grant.permissionSet.name} in {grant.account.name}
          </Link>
        ),
        sections: [
          { id: "state", content: (grant) => <GrantStateSign grant={grant} /> },
          {
            id: "left",
            content: (grant) => (
              <Box fontSize="heading-s">
                <GrantClock grant={grant} />
              </Box>
            ),
          },
          {
            id: "ways",
            content: (grant) => (
              <SpaceBetween direction="horizontal" size="xs">
                <UseAccess grant={grant} portalUrl={portalUrl} />
                <ExtendButton grant={grant} />
                {grant.abilities.end ? <EndButton grant={grant} /> : null}
              </SpaceBetween>
            ),
          },
        ],
      }}
    />
  );
};
