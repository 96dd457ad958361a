import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { MadeApiClient } from "../../api/api-clients.ts";

const Copied = ({ what, text }: { what: string; text: string }) => (
  <CopyToClipboard
    variant="inline"
    textToCopy={text}
    textToDisplay={text}
    copyButtonAriaLabel={`Copy the ${what}`}
    copySuccessText={`The ${what} is copied`}
    copyErrorText={`The ${what} could not be copied: select it by hand`}
  />
);

/** The one time that the secret is shown. A click beside it does not close it. */
export const NewSecret = ({ made: { client, clientSecret }, onClose }: { made: MadeApiClient; onClose(): void }) => (
  <Modal
    visible
    header={`“${client.name}” is made`}
    onDismiss={({ detail }) => {
      if (detail.reason !== "overlay") onClose();
    }}
    footer={
      <Box float="right">
        <Button variant="primary" onClick={onClose}>
          I have kept the secret
        </Button>
      </Box>
    }
  >
    <SpaceBetween size="m">
      <Alert type="warning" header="The secret is shown this once">
        Keep it where the machine will find it, such as a secret store. Stint keeps only a fingerprint of it.
      </Alert>
      <KeyValuePairs
        columns={1}
        items={[
          { label: "Client id", value: <Copied what="client id" text={client.id} /> },
          { label: "Secret", value: <Copied what="secret" text={clientSecret} /> },
        ]}
      />
    </SpaceBetween>
  </Modal>
);
