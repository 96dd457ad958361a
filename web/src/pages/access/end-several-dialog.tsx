import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Textarea from "@cloudscape-design/components/textarea";
import { useState } from "react";
import { useMe } from "../../api/queries.ts";
import type { Grant } from "../../api/shapes.ts";
import { type Outcome, useEndingSeveral } from "./use-ending-several.ts";

const Told = ({ outcome }: { outcome: Outcome | undefined }) => {
  switch (outcome?.state) {
    case undefined:
      return null;
    case "waiting":
      return <StatusIndicator type="pending">waiting</StatusIndicator>;
    case "under-way":
      return <StatusIndicator type="in-progress">asking</StatusIndicator>;
    case "left-alone":
      return <StatusIndicator type="stopped">left alone</StatusIndicator>;
    case "asked":
      return <StatusIndicator type="success">{outcome.words}</StatusIndicator>;
    case "failed":
      return <StatusIndicator type="error">{outcome.words}</StatusIndicator>;
  }
};

/** One comment for all; what became of each is told on its own, and one that fails stops none of the others. */
export const EndSeveralDialog = ({ grants, onClose }: { grants: readonly Grant[]; onClose: () => void }) => {
  const required = useMe().data?.form.endCommentRequired ?? false;
  const [comment, setComment] = useState("");
  const { outcomes, phase, begin, stop } = useEndingSeveral(grants);
  const told = [...outcomes.values()];
  const done = told.filter(({ state }) => state !== "waiting" && state !== "under-way").length;
  const hasBegun = phase !== "not-yet";
  const close = () => {
    if (!hasBegun || phase === "over") onClose();
  };
  const count = grants.length === 1 ? "this access" : `these ${grants.length}`;
  return (
    <Modal
      visible
      header={hasBegun ? "Ending access" : `End ${count} now?`}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {phase === "not-yet" ? (
              <>
                <Button variant="link" onClick={close}>
                  Not now
                </Button>
                <Button variant="primary" disabled={required && !comment.trim()} onClick={() => begin(comment)}>
                  End now
                </Button>
              </>
            ) : null}
            {phase === "running" ? <Button onClick={stop}>Stop here</Button> : null}
            {phase === "over" ? (
              <Button variant="primary" onClick={close}>
                Close
              </Button>
            ) : null}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {hasBegun ? (
          <ProgressBar
            value={(100 * done) / grants.length}
            label="Told by Stint"
            additionalInfo={`${done} of ${grants.length}`}
          />
        ) : (
          <div>Whoever holds it loses it. Credentials that were issued already work until they expire.</div>
        )}
        <ul>
          {grants.map((grant) => (
            <li key={grant.id}>
              {grant.person.displayName}: {grant.permissionSet.name} in {grant.account.name}{" "}
              <Told outcome={outcomes.get(grant.id)} />
            </li>
          ))}
        </ul>
        {hasBegun ? null : (
          <FormField
            label={required ? "Comment" : "Comment (optional)"}
            description="The same for each. Whoever sees the request sees it."
          >
            <Textarea value={comment} onChange={({ detail }) => setComment(detail.value)} rows={3} />
          </FormField>
        )}
      </SpaceBetween>
    </Modal>
  );
};
