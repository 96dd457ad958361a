import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Grid from "@cloudscape-design/components/grid";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe } from "../../api/queries.ts";
import type { AccessRequest } from "../../api/shapes.ts";
import { DecideButton } from "../../parts/decide-button.tsx";
import { RequestStateSign } from "../../parts/state.tsx";
import { Decisions } from "./decisions.tsx";
import { Facts } from "./facts.tsx";
import { Grants } from "./grants.tsx";
import { LifeLine } from "./life-line.tsx";
import { Timeline } from "./timeline.tsx";

export const RequestView = ({ request }: { request: AccessRequest }) => {
  const me = useMe().data;
  const { abilities } = request;
  const isMine = me?.id === request.requester.id;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={<RequestStateSign state={request.state} />}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {isMine && me?.abilities.request ? <Button href={`/ask?from=${request.id}`}>Ask again</Button> : null}
              {abilities.cancel ? <DecideButton request={request} verb="cancel" /> : null}
              {abilities.reject ? <DecideButton request={request} verb="reject" /> : null}
              {abilities.approve ? <DecideButton request={request} verb="approve" look="primary" /> : null}
            </SpaceBetween>
          }
        >
          {request.permissionSet.name} for {request.requester.displayName}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <LifeLine request={request} />
        <Grid gridDefinition={[{ colspan: { default: 12, s: 7 } }, { colspan: { default: 12, s: 5 } }]}>
          <Facts request={request} />
          <Decisions request={request} />
        </Grid>
        {request.grants.length > 0 ? <Grants grants={request.grants} /> : null}
        <Timeline request={request} />
      </SpaceBetween>
    </ContentLayout>
  );
};
