import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { EmergencyStop } from "../../api/emergency-stops.ts";
import { Time } from "../../parts/time.tsx";
import { counted } from "./scope-words.ts";

const Sign = ({ stop }: { stop: EmergencyStop }) => {
  const { progress, left, lastError } = stop;
  const open = progress.ending + left.grants;
  if (lastError) return <StatusIndicator type="error">not all could be ended yet; it goes on</StatusIndicator>;
  if (open > 0)
    return (
      <StatusIndicator type="in-progress">
        {progress.ended} of {progress.ended + open} ended
        {progress.endingSince ? (
          <>
            , waiting for AWS since <Time at={progress.endingSince} />
          </>
        ) : null}
      </StatusIndicator>
    );
  if (left.requests > 0) return <StatusIndicator type="in-progress">cancelling requests</StatusIndicator>;
  return (
    <StatusIndicator type="success">
      {progress.grants === 0 ? "there was nothing to end" : `${counted(progress.ended, "access", "accesses")} ended`}
    </StatusIndicator>
  );
};

const credentialsWords = ({ credentials }: EmergencyStop) => {
  const { cutsAsked, cutsInForce, expireAt } = credentials;
  if (cutsAsked > 0) return "Cutting issued credentials: AWS has not confirmed it yet.";
  if (cutsInForce > 0) return `Issued credentials of ${counted(cutsInForce, "access", "accesses")} are cut.`;
  if (expireAt === null) return null;
  return (
    <>
      Issued credentials expire at <Time at={expireAt} /> at the latest.
    </>
  );
};

/** How far the stop is, as AWS confirmed it, and what is not as one might think. */
export const Progress = ({ stop }: { stop: EmergencyStop }) => {
  const { progress, cancelledRequests, lastError } = stop;
  return (
    <>
      <Sign stop={stop} />
      <Box color="text-body-secondary" fontSize="body-s">
        {cancelledRequests > 0 ? <div>{counted(cancelledRequests, "request", "requests")} cancelled.</div> : null}
        {progress.onStanding > 0 ? (
          <div>{progress.onStanding} stay by assignments that Stint did not make: remove them by hand.</div>
        ) : null}
        <div>{credentialsWords(stop)}</div>
        {[lastError, progress.lastError].map((error) =>
          error ? (
            <div key={error} className="as-typed">
              {error}
            </div>
          ) : null,
        )}
      </Box>
    </>
  );
};
