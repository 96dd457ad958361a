import Alert from "@cloudscape-design/components/alert";
import ProgressBar from "@cloudscape-design/components/progress-bar";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { ActivitySource } from "../../../api/access.ts";
import { Time } from "../../../parts/time.tsx";

const UpTo = ({ source: { readUpTo, complete, capped, message, state } }: { source: ActivitySource }) => {
  if (complete || capped || state === "complete" || state === "not-begun") return <span>{message}</span>;
  if (!readUpTo) return <span>Nothing was read yet. {message}</span>;
  return (
    <span>
      Read up to <Time at={readUpTo} />; later events are still to come. {message}
    </span>
  );
};

/** How much of the trail was read: whether the list may still grow, and what stands in the way. */
export const HowFar = ({ source }: { source: ActivitySource }) => {
  const { state, progress, lastError, nextLookAt, unreadable, capped } = source;
  return (
    <SpaceBetween size="xs">
      <UpTo source={source} />
      {state === "reading" && progress?.total ? (
        <ProgressBar
          value={(100 * progress.done) / progress.total}
          additionalInfo={`${progress.done.toLocaleString()} of ${progress.total.toLocaleString()} files or queries`}
          label="The trail is being read"
        />
      ) : null}
      {state === "failing" ? (
        <Alert type="warning" header="The trail could not be read">
          {lastError}{" "}
          {nextLookAt ? (
            <>
              Stint tries again at <Time at={nextLookAt} />.
            </>
          ) : null}
        </Alert>
      ) : null}
      {capped || unreadable > 0 ? (
        <Alert type="warning">
          {capped ? "Not all of it is here: there were more events than Stint keeps. " : ""}
          {unreadable > 0
            ? `${unreadable.toLocaleString()} of the trail's files or records could not be understood; what is in them is missing here.`
            : ""}
        </Alert>
      ) : null}
    </SpaceBetween>
  );
};
