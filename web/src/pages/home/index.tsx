import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe } from "../../api/queries.ts";
import { useFrame } from "../../shell/frame.tsx";
import { ActiveAccess } from "./active-access.tsx";
import { homeHelp } from "./help.tsx";
import { Recent } from "./recent.tsx";
import { ToDecide } from "./to-decide.tsx";
import { Waiting } from "./waiting.tsx";

const frame = { title: "Home", crumbs: [], help: homeHelp };

/** What needs me now. */
export const HomePage = () => {
  useFrame(frame);
  const me = useMe().data;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            me?.abilities.request ? (
              <Button variant="primary" href="/ask">
                Ask for access
              </Button>
            ) : undefined
          }
        >
          Home
        </Header>
      }
    >
      <SpaceBetween size="l">
        {me?.abilities.decide ? <ToDecide /> : null}
        <ActiveAccess />
        <Waiting />
        <Recent />
      </SpaceBetween>
    </ContentLayout>
  );
};
