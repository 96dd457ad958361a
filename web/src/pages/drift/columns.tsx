import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { DriftFinding } from "../../api/drift.ts";
import { Time } from "../../parts/time.tsx";
import { DecideFinding } from "./decide-finding.tsx";
import { kindWords, stateSigns, stateWords } from "./words.ts";

const decidedBy = ({ acceptedBy, removalAskedBy, removalBecause, comment }: DriftFinding): string => {
  const who = removalBecause === "setting" ? "by the settings" : (removalAskedBy ?? acceptedBy)?.displayName;
  return [who, comment].filter(Boolean).join(": ");
};

const State = ({ of }: { of: DriftFinding }) => (
  <>
    <StatusIndicator type={stateSigns[of.state]}>{stateWords[of.state]}</StatusIndicator>
    {decidedBy(of) ? <Box color="text-body-secondary">{decidedBy(of)}</Box> : null}
    {of.lastError ? <StatusIndicator type="error">{of.lastError}</StatusIndicator> : null}
  </>
);

export const findingColumns: TableProps.ColumnDefinition<DriftFinding>[] = [
  {
    id: "who",
    header: "Who and where",
    isRowHeader: true,
    minWidth: 200,
    cell: ({ principal, account, permissionSet }) => (
      <>
        {principal.name}
        {principal.kind === "group" ? " (group)" : ""}
        <Box color="text-body-secondary">
          {permissionSet.name} in {account.name}
        </Box>
      </>
    ),
  },
  { id: "kind", header: "What", minWidth: 140, cell: ({ kind }) => kindWords[kind] },
  { id: "found", header: "Found", minWidth: 120, cell: ({ foundAt }) => <Time at={foundAt} /> },
  { id: "seen", header: "Last seen", minWidth: 120, cell: ({ lastSeenAt }) => <Time at={lastSeenAt} /> },
  { id: "state", header: "State", minWidth: 230, cell: (item) => <State of={item} /> },
  {
    id: "decide",
    header: "Decide",
    minWidth: 130,
    cell: (item) => (
      <SpaceBetween size="xxs">
        {item.abilities.accept ? <DecideFinding key="accept" finding={item} verb="accept" /> : null}
        {item.abilities.callOff ? <DecideFinding key="call-off" finding={item} verb="call-off" /> : null}
        {item.abilities.remove ? <DecideFinding key="remove" finding={item} verb="remove" /> : null}
      </SpaceBetween>
    ),
  },
];
