import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { type ApiClient, useRevokingApiClient } from "../../api/api-clients.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { useTell } from "../../shell/flashes.tsx";

/** Asks once more: a revoked client never comes back. */
export const RevokeButton = ({ client }: { client: ApiClient }) => {
  const [isAsking, setIsAsking] = useState(false);
  const revoking = useRevokingApiClient();
  const tell = useTell();
  const close = () => {
    setIsAsking(false);
    revoking.reset();
  };
  const revoke = () =>
    revoking.mutate(client.id, {
      onSuccess: () => {
        close();
        tell({ type: "success", content: `“${client.name}” is revoked: its tokens no longer work.` });
      },
    });
  return (
    <>
      <Button variant="inline-link" ariaLabel={`Revoke ${client.name}`} onClick={() => setIsAsking(true)}>
        Revoke
      </Button>
      {isAsking ? (
        <Modal
          visible
          header={`Revoke “${client.name}”?`}
          onDismiss={close}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={close}>
                  Not now
                </Button>
                <Button variant="primary" loading={revoking.isPending} onClick={revoke}>
                  Revoke
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <SpaceBetween size="m">
            {revoking.error ? <ProblemAlert problem={revoking.error} /> : null}
            <div>
              It and all its tokens stop working at once. This cannot be undone; a new client gets a new secret.
            </div>
          </SpaceBetween>
        </Modal>
      ) : null}
    </>
  );
};
