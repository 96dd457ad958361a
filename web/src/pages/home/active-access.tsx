import Cards from "@cloudscape-design/components/cards";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useGrants, useMe } from "../../api/queries.ts";
import type { Grant } from "../../api/shapes.ts";
import { Countdown } from "../../parts/countdown.tsx";
import { Empty } from "../../parts/empty.tsx";
import { EndButton } from "../../parts/end-button.tsx";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { GrantStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { UseAccess } from "../../parts/use-access.tsx";

const left = (grant: Grant) => {
  if (grant.state === "scheduled")
    return (
      <>
        begins in <Countdown until={grant.startsAt} />
      </>
    );
  return grant.state === "ending" ? (
    "being removed at AWS"
  ) : (
    <>
      <Countdown until={grant.endsAt} /> left, until <Time at={grant.endsAt} />
    </>
  );
};

/** The access I hold or am about to hold: how long still, the ways to use it, and the way to give it back. */
export const ActiveAccess = () => {
  const portalUrl = useMe().data?.portalUrl ?? null;
  const grants = useGrants({ view: "mine", state: "scheduled,activating,active,ending", limit: "50" });
  if (grants.error) return <ProblemAlert problem={grants.error} retry={() => grants.refetch()} />;
  const items = grants.data?.items ?? [];
  return (
    <Cards
      items={items}
      trackBy="id"
      loading={grants.isPending}
      loadingText="Loading"
      header={<Header counter={grants.data ? `(${items.length})` : ""}>My access</Header>}
      empty={<Empty title="You hold no access through Stint at the moment." />}
      cardsPerRow={[{ cards: 1 }, { minWidth: 700, cards: 2 }]}
      cardDefinition={{
        header: (grant) => (
          <Link href={`/requests/${grant.requestId}`} fontSize="heading-m">
            {grant.permissionSet.name} in {grant.account.name}
          </Link>
        ),
        sections: [
          { id: "state", content: (grant) => <GrantStateSign grant={grant} /> },
          { id: "left", content: left },
          {
            id: "ways",
            content: (grant) => (
              <SpaceBetween direction="horizontal" size="xs">
                <UseAccess grant={grant} portalUrl={portalUrl} />
                {grant.abilities.end ? <EndButton grant={grant} /> : null}
              </SpaceBetween>
            ),
          },
        ],
      }}
    />
  );
};
