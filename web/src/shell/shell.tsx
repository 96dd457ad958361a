import AppLayout from "@cloudscape-design/components/app-layout-toolbar";
import Box from "@cloudscape-design/components/box";
import BreadcrumbGroup from "@cloudscape-design/components/breadcrumb-group";
import HelpPanel from "@cloudscape-design/components/help-panel";
import Spinner from "@cloudscape-design/components/spinner";
import { Outlet } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useLive } from "../api/live.ts";
import { useMe } from "../api/queries.ts";
import type { Me } from "../api/shapes.ts";
import { Held } from "../parts/held.tsx";
import { ProblemAlert } from "../parts/problem-alert.tsx";
import { Flashes, FlashProvider } from "./flashes.tsx";
import { emptyFrame, FrameSetter } from "./frame.tsx";
import { SideBar } from "./side-bar.tsx";
import { SkipLink } from "./skip-link.tsx";
import { lostLine, signedOut } from "./standing-flashes.tsx";
import { TopBar } from "./top-bar.tsx";
import { useHeadingFocus } from "./use-heading-focus.ts";
import { useSessionWatch } from "./use-session-watch.ts";

const Loading = () => (
  <Box textAlign="center" padding="xxl">
    <Spinner size="large" /> <Box variant="span">Loading</Box>
  </Box>
);

const wide = 688;

const Layout = ({ me }: { me: Me }) => {
  const line = useLive();
  const [frame, setFrame] = useState(emptyFrame);
  const [navigationOpen, setNavigationOpen] = useState(window.innerWidth > wide);
  const [toolsOpen, setToolsOpen] = useState(false);
  const isSignedOut = useSessionWatch(me.id);
  useHeadingFocus(frame);
  return (
    <FrameSetter.Provider value={setFrame}>
      <FlashProvider>
        <SkipLink />
        <div id="top-bar">
          <TopBar me={me} />
        </div>
        <AppLayout
          headerSelector="#top-bar"
          navigation={<SideBar me={me} />}
          navigationOpen={navigationOpen}
          onNavigationChange={({ detail }) => setNavigationOpen(detail.open)}
          breadcrumbs={
            <BreadcrumbGroup items={[{ text: "Stint", href: "/" }, ...frame.crumbs]} ariaLabel="Breadcrumbs" />
          }
          notifications={<Flashes standing={isSignedOut ? signedOut : line === "lost" ? lostLine : undefined} />}
          stickyNotifications
          tools={<HelpPanel header={<h2>{frame.title}</h2>}>{frame.help}</HelpPanel>}
          toolsOpen={toolsOpen}
          onToolsChange={({ detail }) => setToolsOpen(detail.open)}
          ariaLabels={{
            navigation: "Pages",
            navigationToggle: "Open the pages",
            navigationClose: "Close the pages",
            notifications: "Messages",
            tools: "Help",
            toolsToggle: "Open help",
            toolsClose: "Close help",
          }}
          content={
            <div id="page">
              {me.hold ? <Held hold={me.hold} /> : null}
              <Suspense fallback={<Loading />}>
                <Outlet />
              </Suspense>
            </div>
          }
        />
      </FlashProvider>
    </FrameSetter.Provider>
  );
};

/** Around every page: who I am, where I can go, what just happened. */
export const Shell = () => {
  const me = useMe();
  if (me.data) return <Layout me={me.data} />;
  return (
    <Box padding="xxl">{me.error ? <ProblemAlert problem={me.error} retry={() => me.refetch()} /> : <Loading />}</Box>
  );
};
