import Box from "@cloudscape-design/components/box";
import Link from "@cloudscape-design/components/link";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { UnsettledAssignment } from "../../api/system.ts";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import { spokenAge } from "../../parts/spoken-age.ts";
import { Time } from "../../parts/time.tsx";

const wantedWords = { present: "there", absent: "gone" };
const observedWords = { present: "it is there", absent: "it is not there", unknown: "not asked yet" };
const operationWords = { create: "is making it", delete: "is removing it" };

export const unsettledFilters: readonly ListFilter[] = [
  {
    key: "wanted",
    label: "Should be",
    many: "Wishes",
    kind: "choice",
    options: [
      { value: "absent", label: "gone" },
      { value: "present", label: "there" },
    ],
  },
];

const LastWord = ({ of }: { of: UnsettledAssignment }) => {
  if (of.lastError) return <StatusIndicator type="error">{of.lastError}</StatusIndicator>;
  if (of.operation) return <StatusIndicator type="in-progress">AWS {operationWords[of.operation]}</StatusIndicator>;
  return observedWords[of.observed];
};

export const unsettledColumns = (now: string): TableProps.ColumnDefinition<UnsettledAssignment>[] => [
  {
    id: "who",
    header: "Who and where",
    isRowHeader: true,
    minWidth: 180,
    cell: ({ grantId, person, account, permissionSet }) => (
      <>
        {grantId ? <Link href={`/access/${grantId}`}>{person.displayName}</Link> : person.displayName}
        <Box color="text-body-secondary">
          {permissionSet.name} in {account.name}
        </Box>
      </>
    ),
  },
  { id: "wanted", header: "Should be", cell: ({ wanted }) => wantedWords[wanted] },
  { id: "since", header: "For", minWidth: 100, cell: ({ since }) => spokenAge(since, now) },
  { id: "said", header: "What AWS last said", minWidth: 200, cell: (item) => <LastWord of={item} /> },
  { id: "attempts", header: "Tried in vain", cell: ({ attempts }) => attempts },
  { id: "next", header: "Next try", cell: ({ nextTryAt }) => <Time at={nextTryAt} /> },
];
