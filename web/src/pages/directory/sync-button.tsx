import Button from "@cloudscape-design/components/button";
import type { Syncing } from "./use-syncing.ts";

export const SyncButton = ({ syncing }: { syncing: Syncing }) => (
  <Button
    variant="primary"
    loading={syncing.isAsked || syncing.isRunning}
    loadingText={syncing.isRunning ? "The directory is being read" : "Asked for: a worker begins in a moment"}
    onClick={() => syncing.start({ acceptLargeRemovals: false })}
  >
    Sync now
  </Button>
);
