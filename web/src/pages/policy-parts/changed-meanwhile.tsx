import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import type { AnyPolicy, PolicyKind } from "../../api/policies.ts";
import { Time } from "../../parts/time.tsx";
import { differences } from "./differences.ts";
import { draftOf, type PolicyDraft } from "./policy-draft.ts";

/** Somebody else saved the policy while it was being edited: who, when, what differs, and both ways on. Nothing typed is lost before one is chosen. */
export const ChangedMeanwhile = (facts: {
  kind: PolicyKind;
  saved: AnyPolicy;
  draft: PolicyDraft;
  onTakeTheirs: () => void;
  onKeepMine: () => void;
}) => {
  const { kind, saved, draft } = facts;
  return (
    <Alert
      type="warning"
      header={`${saved.updatedBy?.displayName ?? "Somebody"} changed this policy meanwhile`}
      action={
        <SpaceBetween direction="horizontal" size="xs">
          <Button onClick={facts.onTakeTheirs}>Take theirs</Button>
          <Button onClick={facts.onKeepMine}>Go on with mine</Button>
        </SpaceBetween>
      }
    >
      <SpaceBetween size="xs">
        <Box>
          Saved <Time at={saved.updatedAt} />. What you typed is still here. “Go on with mine” replaces their change
          when you save.
        </Box>
        <Table
          variant="embedded"
          wrapLines
          items={differences(kind, { mine: draft, theirs: draftOf(saved) })}
          trackBy="field"
          ariaLabels={{ tableLabel: "What differs" }}
          columnDefinitions={[
            { id: "field", header: "What differs", isRowHeader: true, cell: ({ field }) => field },
            { id: "mine", header: "Yours", cell: ({ mine }) => mine },
            { id: "theirs", header: "Saved now", cell: ({ theirs }) => theirs },
          ]}
          empty="Nothing: both say the same."
        />
      </SpaceBetween>
    </Alert>
  );
};
