import type { StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { DriftFinding } from "../../api/drift.ts";

export const stateWords: Record<DriftFinding["state"], string> = {
  open: "undecided",
  accepted: "may stay",
  removing: "is being taken away",
  removed: "taken away",
  gone: "somebody took it away",
  unwatched: "no longer looked for",
};

export const stateSigns: Record<DriftFinding["state"], StatusIndicatorProps.Type> = {
  open: "warning",
  accepted: "info",
  removing: "in-progress",
  removed: "success",
  gone: "stopped",
  unwatched: "stopped",
};

export const kindWords: Record<DriftFinding["kind"], string> = {
  foreign: "held otherwise than through Stint",
  forgotten: "made before a restore, and forgotten",
};
