import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { AccessRequest, Grant } from "../api/shapes.ts";

const ofRequest: Record<AccessRequest["state"], StatusIndicatorProps.Type> = {
  pending: "pending",
  approved: "success",
  rejected: "error",
  cancelled: "stopped",
  expired: "stopped",
};

const ofGrant: Record<Grant["state"], StatusIndicatorProps.Type> = {
  scheduled: "pending",
  activating: "in-progress",
  active: "success",
  ending: "in-progress",
  ended: "stopped",
  failed: "error",
};

const whyEnded: Record<NonNullable<Grant["endReason"]>, string> = {
  elapsed: "its time was up",
  revoked: "before its time",
  "eligibility-lost": "eligibility was lost",
  "person-disabled": "the person was disabled",
  "found-gone": "taken away in AWS",
  restored: "the database was restored",
  "emergency-stop": "emergency stop",
};

export const RequestStateSign = ({ state }: { state: AccessRequest["state"] }) => (
  <StatusIndicator type={ofRequest[state]}>{state}</StatusIndicator>
);

/** What AWS confirmed, and why when it is over. */
export const GrantStateSign = ({ grant }: { grant: Pick<Grant, "state" | "endReason"> }) => (
  <StatusIndicator type={ofGrant[grant.state]}>
    {grant.state}
    {grant.endReason ? `: ${whyEnded[grant.endReason]}` : ""}
  </StatusIndicator>
);
