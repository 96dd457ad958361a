import Box from "@cloudscape-design/components/box";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useDirectorySync } from "../../api/directory-sync.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { HeldBack } from "./held-back.tsx";
import { LastSyncPanel } from "./last-sync.tsx";
import { Mirror } from "./mirror.tsx";
import { SyncButton } from "./sync-button.tsx";
import { useSyncing } from "./use-syncing.ts";
import { VanishedReferences } from "./vanished-references.tsx";

export const DirectoryView = () => {
  const last = useDirectorySync();
  const syncing = useSyncing(last.data?.sync);
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="What Stint knows of the organisation, read from AWS every five minutes."
          actions={last.data?.abilities.start ? <SyncButton syncing={syncing} /> : undefined}
        >
          Directory
        </Header>
      }
    >
      <SpaceBetween size="l">
        {syncing.problem ? <ProblemAlert problem={syncing.problem} /> : null}
        {last.error ? <ProblemAlert problem={last.error} retry={() => last.refetch()} /> : null}
        {last.isPending ? (
          <Box textAlign="center" padding="l">
            <Spinner /> Loading
          </Box>
        ) : null}
        {last.data?.sync ? <HeldBack last={last.data} sync={last.data.sync} syncing={syncing} /> : null}
        <VanishedReferences />
        {last.data ? <LastSyncPanel last={last.data} isAsked={syncing.isAsked} /> : null}
        <Mirror />
      </SpaceBetween>
    </ContentLayout>
  );
};
