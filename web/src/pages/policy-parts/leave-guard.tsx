import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useBlocker } from "@tanstack/react-router";

/** Asks before what was typed is left behind by mistake. Reloading and signing in again need no asking: the draft is kept in the tab. */
export const LeaveGuard = ({ isTouched, onLeave }: { isTouched: () => boolean; onLeave: () => void }) => {
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => isTouched() && current.pathname !== next.pathname,
    enableBeforeUnload: false,
    withResolver: true,
  });
  if (leaving.status !== "blocked") return null;
  return (
    <Modal
      visible
      header="Leave without saving?"
      closeAriaLabel="Close"
      onDismiss={leaving.reset}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={leaving.reset}>
              Stay here
            </Button>
            <Button
              variant="primary"
              onClick={() => {
                onLeave();
                leaving.proceed();
              }}
            >
              Leave
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      What you changed is not saved, and is forgotten when you leave.
    </Modal>
  );
};
