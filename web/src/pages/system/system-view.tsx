import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useSystem } from "../../api/system.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { Figures } from "./figures.tsx";
import { Queue } from "./queue.tsx";
import { Quota } from "./quota.tsx";
import { Troubles } from "./troubles.tsx";
import { Unsettled } from "./unsettled.tsx";
import { Workers } from "./workers.tsx";

export const SystemView = () => {
  const { data, error, refetch } = useSystem();
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description={data ? `Stint ${data.version} on ${data.database.version}` : "How Stint’s own work stands."}
        >
          System health
        </Header>
      }
    >
      <SpaceBetween size="l">
        {error ? <ProblemAlert problem={error} retry={() => refetch()} /> : null}
        {!data && !error ? (
          <Box textAlign="center" padding="l">
            <Spinner /> Loading
          </Box>
        ) : null}
        {data ? <Troubles system={data} /> : null}
        {data ? <Figures system={data} /> : null}
        {data ? <Unsettled now={data.now} /> : null}
        {data ? <Queue system={data} /> : null}
        {data ? <Quota system={data} /> : null}
        {data ? <Workers system={data} /> : null}
      </SpaceBetween>
    </ContentLayout>
  );
};
