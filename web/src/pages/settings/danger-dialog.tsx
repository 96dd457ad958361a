import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Danger } from "./dangers.ts";
import { NoLongerApproved } from "./no-longer-approved.tsx";

/** What the change means, before it is saved. */
export const DangerDialog = (facts: { dangers: Danger[]; busy: boolean; onGo(): void; onClose(): void }) => (
  <Modal
    visible
    size="medium"
    header="Save these changes?"
    closeAriaLabel="Close"
    onDismiss={facts.onClose}
    footer={
      <Box float="right">
        <SpaceBetween direction="horizontal" size="xs">
          <Button variant="link" formAction="none" onClick={facts.onClose}>
            Not now
          </Button>
          <Button variant="primary" formAction="none" loading={facts.busy} onClick={facts.onGo}>
            Save
          </Button>
        </SpaceBetween>
      </Box>
    }
  >
    <SpaceBetween size="m">
      {facts.dangers.map(({ field, header, text }) => (
        <Alert key={field} type="warning" header={header}>
          {text}
          {field === "approvalWorkflow" ? <NoLongerApproved /> : null}
        </Alert>
      ))}
    </SpaceBetween>
  </Modal>
);
