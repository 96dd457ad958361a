import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useMe } from "../../api/queries.ts";
import { useFrame } from "../../shell/frame.tsx";
import { ActiveAccess } from "./active-access.tsx";
import { Favourites } from "./favourites.tsx";
import { homeHelp } from "./help.tsx";
import { Recent } from "./recent.tsx";
import { ToDecide } from "./to-decide.tsx";
import { Waiting } from "./waiting.tsx";
import { Welcome } from "./welcome.tsx";

const frame = { title: "Home", crumbs: [], help: homeHelp };

/** What needs me now. */
export const HomePage = () => {
  useFrame(frame);
  const me = useMe().data;
  const mayAsk = me?.abilities.request ?? false;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          actions={
            mayAsk ? (
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
        {mayAsk ? <Favourites /> : null}
        {me?.abilities.decide ? <ToDecide /> : null}
        {mayAsk && !me?.abilities.decide ? <Welcome /> : null}
        <ActiveAccess />
        <Waiting />
        <Recent mayAsk={mayAsk} />
      </SpaceBetween>
    </ContentLayout>
  );
};
