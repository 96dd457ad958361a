import Box from "@cloudscape-design/components/box";
import Cards from "@cloudscape-design/components/cards";
import Header from "@cloudscape-design/components/header";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe } from "../../api/queries.ts";
import type { Grant } from "../../api/shapes.ts";
import { Credentials } from "../../parts/credentials.tsx";
import { EndButton } from "../../parts/end-button.tsx";
import { ExtendButton } from "../../parts/extend-button.tsx";
import { GrantClock } from "../../parts/grant-clock.tsx";
import { GrantStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { UseAccess } from "../../parts/use-access.tsx";
import { GrantNews } from "./grant-news.tsx";

/** Each account's access with its true state and its last trouble. */
export const Grants = ({ grants }: { grants: Grant[] }) => {
  const me = useMe().data;
  return (
    <Cards
      header={<Header counter={`(${grants.length})`}>Access</Header>}
      items={grants}
      trackBy="id"
      cardsPerRow={[{ cards: 1 }, { minWidth: 800, cards: 2 }]}
      cardDefinition={{
        header: ({ id, account }) => (
          <>
            <Link href={`/access/${id}`} fontSize="heading-m">
              {account.name}
            </Link>{" "}
            <Box variant="span" color="text-body-secondary">
              {account.id}
            </Box>
          </>
        ),
        sections: [
          {
            id: "state",
            content: (grant) => (
              <>
                <GrantStateSign grant={grant} />
                <GrantNews grant={grant} />
              </>
            ),
          },
          { id: "clock", header: "How long", content: (grant) => <GrantClock grant={grant} /> },
          {
            id: "window",
            header: "Window",
            content: ({ startsAt, endsAt }) => (
              <>
                <Time at={startsAt} /> to <Time at={endsAt} />
              </>
            ),
          },
          { id: "credentials", header: "Issued credentials", content: (grant) => <Credentials grant={grant} /> },
          {
            id: "ways",
            content: (grant) => (
              <SpaceBetween direction="horizontal" size="xs">
                {me?.id === grant.person.id ? <UseAccess grant={grant} portalUrl={me.portalUrl} /> : null}
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
