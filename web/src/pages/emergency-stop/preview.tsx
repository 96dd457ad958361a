import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { type StopPreview, type StopScope, useStopPreview } from "../../api/emergency-stops.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { GrantStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";
import { counted } from "./scope-words.ts";

const columns = [
  { id: "who", header: "Who", isRowHeader: true, minWidth: 120, cell: (one: Sampled) => one.person.displayName },
  {
    id: "what",
    header: "Access",
    minWidth: 160,
    cell: (one: Sampled) => `${one.permissionSet.name} in ${one.account.name}`,
  },
  {
    id: "state",
    header: "State",
    minWidth: 100,
    cell: (one: Sampled) => <GrantStateSign grant={{ ...one, endReason: null }} />,
  },
  { id: "until", header: "Until", minWidth: 120, cell: (one: Sampled) => <Time at={one.endsAt} /> },
];

type Sampled = StopPreview["sample"][number];

const total = ({ grants }: StopPreview) => grants.scheduled + grants.activating + grants.active;

const Sentence = ({ preview }: { preview: StopPreview }) => {
  const access = total(preview);
  const { ending } = preview.grants;
  return (
    <div>
      {access === 0
        ? "No access would end"
        : `${counted(access, "access", "accesses")} of ${counted(preview.people, "person", "people")} would end`}
      {ending > 0 ? `; ${ending} are ending already and would come first` : ""}
      {preview.pendingRequests > 0
        ? `; ${counted(preview.pendingRequests, "request that waits", "requests that wait")} would be cancelled`
        : ""}
      .
    </div>
  );
};

/** What the stop would end at this moment, before anything is sent. */
export const Preview = ({ scope }: { scope: StopScope }) => {
  const answer = useStopPreview(scope);
  if (answer.error) return <ProblemAlert problem={answer.error} retry={() => answer.refetch()} />;
  const preview = answer.data;
  if (!preview) return <StatusIndicator type="loading">Looking at what would end</StatusIndicator>;
  const left = total(preview) + preview.grants.ending - preview.sample.length;
  return (
    <SpaceBetween size="s">
      <Sentence preview={preview} />
      {preview.heldAlready ? <Alert type="info">An emergency stop holds all of this already.</Alert> : null}
      {preview.sample.length > 0 ? (
        <Table
          variant="embedded"
          items={preview.sample}
          columnDefinitions={columns}
          trackBy="id"
          wrapLines
          ariaLabels={{ tableLabel: "What would end" }}
          footer={left > 0 ? <Box textAlign="center">and {left} more</Box> : undefined}
        />
      ) : null}
    </SpaceBetween>
  );
};
