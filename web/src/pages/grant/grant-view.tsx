import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe, useRequest } from "../../api/queries.ts";
import type { Grant } from "../../api/shapes.ts";
import { EndButton } from "../../parts/end-button.tsx";
import { ExtendButton } from "../../parts/extend-button.tsx";
import { GrantStateSign } from "../../parts/state.tsx";
import { StopMenu } from "../../parts/stop-menu.tsx";
import { UseAccess } from "../../parts/use-access.tsx";
import { Activity } from "./activity/index.tsx";
import { NotForYou } from "./activity/not-for-you.tsx";
import { Ending } from "./ending.tsx";
import { Facts } from "./facts.tsx";
import { Trouble } from "./trouble.tsx";

export const GrantView = ({ grant }: { grant: Grant }) => {
  const me = useMe().data;
  const answer = useRequest(grant.requestId);
  const isMine = me?.id === grant.person.id;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={<GrantStateSign grant={grant} />}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button href={`/requests/${grant.requestId}`}>See the request</Button>
              {isMine ? <UseAccess grant={grant} portalUrl={me.portalUrl} /> : null}
              <ExtendButton grant={grant} />
              <StopMenu grant={grant} />
              {grant.abilities.end ? <EndButton grant={grant} /> : null}
            </SpaceBetween>
          }
        >
          {grant.permissionSet.name} in {grant.account.name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Trouble grant={grant} />
        <Facts
          grant={grant}
          request={answer.data}
          unread={answer.isPending ? "Loading" : "could not be read: see the request"}
        />
        <Ending grant={grant} />
        {grant.abilities.readActivity ? <Activity grant={grant} /> : <NotForYou />}
      </SpaceBetween>
    </ContentLayout>
  );
};
