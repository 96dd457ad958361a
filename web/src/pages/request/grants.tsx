import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { useMe } from "../../api/queries.ts";
import type { Grant } from "../../api/shapes.ts";
import { Countdown } from "../../parts/countdown.tsx";
import { EndButton } from "../../parts/end-button.tsx";
import { GrantStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { UseAccess } from "../../parts/use-access.tsx";
import { GrantNews } from "./grant-news.tsx";

/** Each account's access with its true state and its last trouble. */
export const Grants = ({ grants }: { grants: Grant[] }) => {
  const me = useMe().data;
  return (
    <Table
      header={<Header counter={`(${grants.length})`}>Access</Header>}
      items={grants}
      trackBy="id"
      wrapLines
      columnDefinitions={[
        {
          id: "account",
          header: "Account",
          isRowHeader: true,
          cell: ({ account }) => (
            <>
              {account.name}
              <br />
              <small>{account.id}</small>
            </>
          ),
        },
        {
          id: "state",
          header: "State",
          cell: (grant) => (
            <>
              <GrantStateSign grant={grant} />
              <GrantNews grant={grant} />
            </>
          ),
        },
        { id: "from", header: "From", cell: ({ startsAt }) => <Time at={startsAt} /> },
        { id: "until", header: "Until", cell: ({ endsAt, endedAt }) => <Time at={endedAt ?? endsAt} /> },
        {
          id: "left",
          header: "Left",
          cell: ({ state, endsAt }) => (state === "active" ? <Countdown until={endsAt} /> : "—"),
        },
        {
          id: "credentials",
          header: "Credentials expire by",
          cell: (grant) => <Time at={grant.credentialsExpireAt} />,
        },
        {
          id: "ways",
          header: "Use or end",
          cell: (grant) => (
            <SpaceBetween direction="horizontal" size="xs">
              {me?.id === grant.person.id ? <UseAccess grant={grant} portalUrl={me.portalUrl} /> : null}
              {grant.abilities.end ? <EndButton grant={grant} /> : null}
            </SpaceBetween>
          ),
        },
      ]}
    />
  );
};
