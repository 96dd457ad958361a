import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { ReactNode } from "react";
import { spokenInstants } from "../spoken-instants.ts";
import type { Outcome } from "./run-each.ts";
import type { Outcomes } from "./use-several.ts";

export type Item = { id: string; label: ReactNode };

const Sign = ({ outcome, isStopped }: { outcome: Outcome | undefined; isStopped: boolean }) => {
  if (outcome === undefined)
    return isStopped ? <StatusIndicator type="stopped">Not sent</StatusIndicator> : <>Waits its turn</>;
  switch (outcome.state) {
    case "running":
      return <StatusIndicator type="in-progress">Being sent</StatusIndicator>;
    case "done":
      return <StatusIndicator type="success">{outcome.words}</StatusIndicator>;
    case "failed":
      return <StatusIndicator type="error">{spokenInstants(outcome.problem.message)}</StatusIndicator>;
  }
};

/** What is about to be done, and once it has begun how each went. */
export const OutcomeList = (facts: { items: readonly Item[]; outcomes: Outcomes; phase: string }) => (
  <ul className="several">
    {facts.items.map(({ id, label }) => (
      <li key={id}>
        {label}
        {facts.phase === "before" ? null : (
          <Box>
            <Sign outcome={facts.outcomes[id]} isStopped={facts.phase === "after"} />
          </Box>
        )}
      </li>
    ))}
  </ul>
);
