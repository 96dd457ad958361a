import Alert from "@cloudscape-design/components/alert";
import { serverNow } from "../../api/clock.ts";
import { Time } from "../../parts/time.tsx";
import type { Draft } from "./draft.ts";

/** Says what extending means: a window never grows, so a second one is asked for that begins where the first ends. */
export const Extending = ({ draft: { after, begins } }: { draft: Draft }) => {
  if (!after) return null;
  if (Date.parse(after.endsAt) <= serverNow())
    return (
      <Alert type="warning" header={`${after.what} has ended`}>
        There is nothing to extend any more: the new access begins as soon as it is approved.
      </Alert>
    );
  return (
    <Alert type="info" header={`You extend ${after.what}`}>
      You hold it until <Time at={after.endsAt} />.{" "}
      {begins === "after"
        ? "The new access begins at that moment, so there is no gap, if it is approved before. Approved later, it begins then."
        : "The new access begins when you choose below, whatever becomes of the present one."}
    </Alert>
  );
};
