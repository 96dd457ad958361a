import Alert from "@cloudscape-design/components/alert";
import type { Grant } from "../../api/shapes.ts";
import { Time } from "../../parts/time.tsx";

const titles = {
  activating: "Activation takes longer than usual",
  ending: "The removal is not confirmed yet",
} as const;

/** What stands in the way, and what Stint does about it. Nothing when all is well. */
export const Trouble = ({ grant }: { grant: Grant }) => {
  const { state, failure, progress } = grant;
  if (state === "failed")
    return (
      <Alert type="error" header="The access was not given">
        <span className="as-typed">{failure ?? "Its whole window passed without AWS confirming it."}</span>
      </Alert>
    );
  if (!progress || (state !== "activating" && state !== "ending")) return null;
  if (!progress.lastError && progress.placeInLine === 0) return null;
  return (
    <Alert
      type={progress.lastError ? "warning" : "info"}
      header={progress.lastError ? titles[state] : "It waits its turn"}
    >
      {progress.lastError ? <div className="as-typed">AWS said: {progress.lastError}</div> : null}
      {progress.placeInLine > 0 ? <div>{progress.placeInLine} others are worked on before it.</div> : null}
      {progress.attempts > 0 ? <div>Troubles in a row: {progress.attempts}.</div> : null}
      {progress.nextTryAt ? (
        <div>
          Stint tries again: <Time at={progress.nextTryAt} />.
        </div>
      ) : null}
      {state === "ending" ? <div>It is tried until AWS confirms it; the access may still work until then.</div> : null}
    </Alert>
  );
};
