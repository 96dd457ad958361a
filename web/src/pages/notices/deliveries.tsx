import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator, { type StatusIndicatorProps } from "@cloudscape-design/components/status-indicator";
import type { Delivery, Notice } from "../../api/notices.ts";
import { Time } from "../../parts/time.tsx";
import { channelNames, outcomeNames, roleNames } from "./words.ts";

const signs: Record<Delivery["state"], StatusIndicatorProps.Type> = {
  dead: "error",
  waiting: "pending",
  skipped: "stopped",
  sent: "success",
};

const shownAtOnce = 4;

const Outcome = ({ of }: { of: Delivery }) => (
  <StatusIndicator type={of.state === "waiting" && of.lastError ? "warning" : signs[of.state]}>
    {outcomeNames[of.state]}
    {of.state === "sent" ? (
      <>
        {" "}
        <Time at={of.sentAt} />
      </>
    ) : null}
  </StatusIndicator>
);

const One = ({ of }: { of: Delivery }) => (
  <div>
    <Box variant="span" fontWeight="bold">
      {of.person?.displayName ?? of.recipient}
    </Box>{" "}
    <Box variant="span" color="text-body-secondary">
      {roleNames[of.role]}, {channelNames[of.channel] ?? of.channel}
      {of.person && of.recipient !== of.person.id ? ` to ${of.recipient}` : ""}
    </Box>
    <div>
      <Outcome of={of} />
      {of.attempts > 1 ? ` after ${of.attempts} tries` : ""}
      {of.state === "waiting" && of.lastError ? (
        <>
          , next try <Time at={of.nextTryAt} />
        </>
      ) : null}
    </div>
    {of.lastError ? (
      <Box color="text-body-secondary">
        <span className="as-typed">{of.lastError}</span>
      </Box>
    ) : null}
  </div>
);

const rank = ({ state, lastError }: Delivery) =>
  ["dead", "waiting", "skipped", "sent"].indexOf(state) - (lastError ? 1 : 0);

/** Who heard of it and how that came out, trouble first. */
export const Deliveries = ({ of: { deliveries, spreadAt } }: { of: Notice }) => {
  if (deliveries.length === 0)
    return spreadAt ? "Nobody is told of this." : <StatusIndicator type="pending">about to be sent</StatusIndicator>;
  const sorted = deliveries.toSorted((a, b) => rank(a) - rank(b));
  const list = (some: Delivery[]) => (
    <SpaceBetween size="xs">
      {some.map((one) => (
        <One key={`${one.channel} ${one.recipient}`} of={one} />
      ))}
    </SpaceBetween>
  );
  const others = sorted.slice(shownAtOnce);
  return (
    <>
      {list(sorted.slice(0, shownAtOnce))}
      {others.length > 0 ? (
        <ExpandableSection headerText={`${others.length} more`}>{list(others)}</ExpandableSection>
      ) : null}
    </>
  );
};
