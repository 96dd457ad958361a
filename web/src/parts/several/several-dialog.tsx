import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button, { type ButtonProps } from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import LiveRegion from "@cloudscape-design/components/live-region";
import Modal from "@cloudscape-design/components/modal";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { useEffect, useRef, useState } from "react";
import { FreshSignInButton, freshSignInWords, needsFreshSignIn } from "../fresh-sign-in.tsx";
import { type Item, OutcomeList } from "./outcome-list.tsx";
import type { Outcome } from "./run-each.ts";
import { useSeveral } from "./use-several.ts";

const failedForSignIn = (outcome: Outcome | undefined) =>
  outcome?.state === "failed" && needsFreshSignIn(outcome.problem);

type Asked = {
  title: string;
  action: string;
  /** What there is to know before it is done. */
  warning?: string;
  items: readonly Item[];
  commentRequired: boolean;
  /** Answers how it went, in words. */
  act: (id: string, comment: string) => Promise<string>;
  onClose: () => void;
};

/** The same for several things, with one comment: asks once more, then tells how each went. It closes only when nothing is under way. */
export const SeveralDialog = ({ title, action, warning, items, commentRequired, act, onClose }: Asked) => {
  const [comment, setComment] = useState("");
  const ids = items.map(({ id }) => id);
  const { outcomes, phase, left, begin, stop } = useSeveral(ids, act);
  const way = useRef<ButtonProps.Ref>(null);
  // The button that was pressed is gone: without this the keyboard would be nowhere.
  useEffect(() => {
    if (phase === "running" || phase === "after") way.current?.focus();
  }, [phase]);
  const isBusy = phase === "running" || phase === "stopping";
  const over = ids.filter((id) => ["done", "failed"].includes(outcomes[id]?.state ?? ""));
  const needsSignIn = phase === "after" && over.some((id) => failedForSignIn(outcomes[id]));
  const done = over.filter((id) => outcomes[id]?.state === "done");
  const summary = `${done.length} of ${ids.length} done.${over.length > done.length ? ` ${over.length - done.length} not: see why below.` : ""}`;
  const missing = commentRequired && !comment.trim();
  const go = phase === "after" ? `Try again (${left.length})` : action;
  return (
    <Modal
      visible
      size="medium"
      header={title}
      onDismiss={isBusy ? stop : onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            {isBusy ? (
              <Button ref={way} onClick={stop}>
                {phase === "stopping" ? "Stopping" : "Stop"}
              </Button>
            ) : (
              <Button ref={way} variant={left.length > 0 ? "link" : "primary"} onClick={onClose}>
                {phase === "before" ? "Not now" : "Close"}
              </Button>
            )}
            {isBusy || left.length === 0 ? null : (
              <Button variant="primary" disabled={missing} onClick={() => begin(comment)}>
                {go}
              </Button>
            )}
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {phase === "before" && warning ? <div>{warning}</div> : null}
        {phase === "before" ? null : (
          <ProgressBar
            label={action}
            value={(100 * over.length) / ids.length}
            additionalInfo={`${over.length} of ${ids.length} answered`}
          />
        )}
        {phase === "after" ? <LiveRegion>{summary}</LiveRegion> : null}
        {isBusy || left.length === 0 ? null : (
          <FormField
            label={commentRequired ? "Comment" : "Comment (optional)"}
            description="It goes with each of them. Whoever sees the request sees it."
          >
            <Textarea value={comment} onChange={({ detail }) => setComment(detail.value)} rows={3} />
          </FormField>
        )}
        {needsSignIn ? <Alert type="info" header={freshSignInWords} action={<FreshSignInButton />} /> : null}
        <OutcomeList items={items} outcomes={outcomes} phase={phase} />
      </SpaceBetween>
    </Modal>
  );
};
