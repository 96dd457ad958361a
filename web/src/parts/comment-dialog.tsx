import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import FormField from "@cloudscape-design/components/form-field";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import { type ReactNode, useState } from "react";
import { ProblemAlert } from "./problem-alert.tsx";

type Asked = {
  title: string;
  action: string;
  children: ReactNode;
  commentRequired: boolean;
  /** Who sees it; those who see the request when absent. */
  commentHint?: string;
  busy: boolean;
  problem: Error | null;
  onGo(comment: string): void;
  onClose(): void;
};

/** Asks once more before something that concerns others, with room for a comment. Stays open while it is under way, and, with what was typed, when it fails. */
export const CommentDialog = (asked: Asked) => {
  const [comment, setComment] = useState("");
  const missing = asked.commentRequired && !comment.trim();
  const close = () => {
    if (!asked.busy) asked.onClose();
  };
  return (
    <Modal
      visible
      header={asked.title}
      onDismiss={close}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" disabled={asked.busy} onClick={close}>
              Not now
            </Button>
            <Button variant="primary" loading={asked.busy} disabled={missing} onClick={() => asked.onGo(comment)}>
              {asked.action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {asked.problem ? <ProblemAlert problem={asked.problem} /> : null}
        <div>{asked.children}</div>
        <FormField
          label={asked.commentRequired ? "Comment" : "Comment (optional)"}
          description={asked.commentHint ?? "Whoever sees the request sees it."}
        >
          <Textarea value={comment} onChange={({ detail }) => setComment(detail.value)} rows={3} />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
};
