import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import type { LastSync } from "../../api/directory-sync.ts";
import type { Syncing } from "./use-syncing.ts";

type Facts = { last: LastSync; sync: NonNullable<LastSync["sync"]>; syncing: Syncing };

/** So much vanished at once that the list was not believed; an admin may say that it is true. */
export const HeldBack = ({ last, sync, syncing }: Facts) => {
  const [isAsking, setIsAsking] = useState(false);
  const count = sync.counts.heldBack;
  if (!count) return null;
  const accept = () => {
    setIsAsking(false);
    syncing.start({ acceptLargeRemovals: true });
  };
  return (
    <>
      <Alert
        type="warning"
        header={`${count} that AWS no longer lists are kept`}
        {...(last.abilities.start
          ? {
              action: (
                <Button disabled={syncing.isAsked || syncing.isRunning} onClick={() => setIsAsking(true)}>
                  Accept large removals
                </Button>
              ),
            }
          : {})}
      >
        So many vanished at once that the list is more likely wrong than true. Nothing is taken for gone until the list
        is whole again, or an admin says that it is true.
      </Alert>
      {isAsking ? (
        <Modal
          visible
          header={`Take all ${count} for gone?`}
          onDismiss={() => setIsAsking(false)}
          footer={
            <Box float="right">
              <SpaceBetween direction="horizontal" size="xs">
                <Button variant="link" onClick={() => setIsAsking(false)}>
                  Not now
                </Button>
                <Button variant="primary" onClick={accept}>
                  Sync and accept removals
                </Button>
              </SpaceBetween>
            </Box>
          }
        >
          <SpaceBetween size="s">
            <div>
              The directory is read once more, and whatever AWS does not list then is taken for gone, however much that
              is. Do this only if you know why they are missing.
            </div>
            <div>
              People who are taken for gone lose their access at once. Access to accounts and by roles that are taken
              for gone is looked at again, and ended where the settings say so. It counts for one sync, and stands in
              the audit log with your name.
            </div>
            <Box color="text-body-secondary">
              <span className="as-typed">{sync.error}</span>
            </Box>
          </SpaceBetween>
        </Modal>
      ) : null}
    </>
  );
};
