import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { UseQueryResult } from "@tanstack/react-query";
import type { PolicyKind, PolicyPreview } from "../../api/policies.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { Effect } from "./effect.tsx";

/** The last look before something is saved or deleted: it cannot be done before it is known whom it concerns. */
export const ConfirmDialog = (facts: {
  title: string;
  action: string;
  kind: PolicyKind;
  preview: UseQueryResult<PolicyPreview>;
  /** Whether it is the preview of exactly what would be done. */
  isCurrent: boolean;
  busy: boolean;
  problem: Error | null;
  onGo: () => void;
  onClose: () => void;
}) => {
  const { preview, problem } = facts;
  const isKnown = preview.data !== undefined && facts.isCurrent && !preview.error;
  return (
    <Modal
      visible
      size="large"
      header={facts.title}
      closeAriaLabel="Close"
      onDismiss={facts.onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={facts.onClose}>
              Not now
            </Button>
            <Button variant="primary" loading={facts.busy} disabled={!isKnown} onClick={facts.onGo}>
              {facts.action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {problem ? <ProblemAlert problem={problem} /> : null}
        {preview.error ? <ProblemAlert problem={preview.error} retry={() => preview.refetch()} /> : null}
        {isKnown && preview.data ? <Effect kind={facts.kind} preview={preview.data} /> : null}
        {isKnown || preview.error ? null : (
          <StatusIndicator type="loading">Finding out whom it concerns</StatusIndicator>
        )}
      </SpaceBetween>
    </Modal>
  );
};
