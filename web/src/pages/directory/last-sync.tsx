import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { LastSync } from "../../api/directory-sync.ts";
import { Time } from "../../parts/time.tsx";
import { sumOfChanges, sumOfThings, took } from "./sync-words.ts";

type Sync = NonNullable<LastSync["sync"]>;

const Outcome = ({ sync }: { sync: Sync }) => {
  switch (sync.outcome) {
    case "running":
      return <StatusIndicator type="in-progress">Being read now</StatusIndicator>;
    case "failed":
      return <StatusIndicator type="error">Failed</StatusIndicator>;
    case "succeeded":
      return (
        <StatusIndicator type={sync.error ? "warning" : "success"}>
          {sync.error ? "Read, with a doubt" : "Read"}
        </StatusIndicator>
      );
  }
};

/** How the newest reading of the directory went. */
export const LastSyncPanel = ({ last: { sync, succeededAt }, isAsked }: { last: LastSync; isAsked: boolean }) => (
  <Container
    header={
      <Header variant="h2" description={sync ? sumOfThings(sync.counts) : undefined}>
        Last sync
      </Header>
    }
  >
    {sync ? (
      <KeyValuePairs
        columns={4}
        items={[
          {
            label: "State",
            value: isAsked ? (
              <>
                <StatusIndicator type="pending">A worker begins in a moment</StatusIndicator>{" "}
                <Link href="/admin/system">Is one running?</Link>
              </>
            ) : (
              <Outcome sync={sync} />
            ),
          },
          { label: "Begun", value: <Time at={sync.startedAt} /> },
          { label: "Took", value: took(sync) },
          { label: "What it changed", value: sumOfChanges(sync.counts) },
          ...(sync.outcome === "succeeded"
            ? []
            : [{ label: "Everything was last read", value: succeededAt ? <Time at={succeededAt} /> : "Never" }]),
          ...(sync.error
            ? [
                {
                  label: sync.outcome === "failed" ? "What went wrong" : "What is odd",
                  value: <span className="as-typed">{sync.error}</span>,
                },
              ]
            : []),
        ]}
      />
    ) : (
      <StatusIndicator type="pending">
        Nothing was read yet. A worker does that within a minute of its start.
      </StatusIndicator>
    )}
  </Container>
);
