import { AwsError } from "../aws/aws-error.ts";
import { liveSessionOf } from "../aws/caller.ts";
import type { SimulatorParts } from "../parts.ts";
import type { WebRequest } from "../web.ts";
import { callRecord, type TrailEvent } from "./call-record.ts";
import { trailState } from "./trail-state.ts";

type Outcome = { responseElements: object | null } | { error: unknown };

/** Who cannot prove who they are has made no call that CloudTrail could attribute. */
const isUnproven = (outcome: Outcome) =>
  "error" in outcome &&
  outcome.error instanceof AwsError &&
  /^(ExpiredToken|SignatureDoesNotMatch|UnrecognizedClient|MissingAuthenticationToken)/.test(outcome.error.code);

/**
 * Begins a call for CloudTrail; what it answers is to be told how the call came out. Calls with role credentials are recorded, answered
 * or refused; those of the administering accounts are not, which keeps the trail small.
 */
export const beginRecording = (
  { world, clock, trail }: SimulatorParts,
  { request, requestId, event }: { request: WebRequest; requestId: string; event: TrailEvent },
): ((outcome: Outcome) => void) => {
  const at = clock.now();
  const session = liveSessionOf(request.headers, world, at);
  return (outcome) => {
    if (!session || isUnproven(outcome)) return;
    const { withOnBehalfOf } = trailState(world);
    trail.take(callRecord(world, { session, at, request, requestId, event, outcome, withOnBehalfOf }));
  };
};
