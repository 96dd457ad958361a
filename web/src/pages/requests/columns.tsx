import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { TableProps } from "@cloudscape-design/components/table";
import type { AccessRequest } from "../../api/shapes.ts";
import { Accounts } from "../../parts/accounts.tsx";
import { DecideButton } from "../../parts/decide-button.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { RequestStateSign } from "../../parts/state.tsx";
import { Time } from "../../parts/time.tsx";

export const columns: TableProps.ColumnDefinition<AccessRequest>[] = [
  {
    id: "role",
    header: "Role",
    isRowHeader: true,
    cell: ({ id, permissionSet }) => <Link href={`/requests/${id}`}>{permissionSet.name}</Link>,
  },
  { id: "requester", header: "Who", cell: ({ requester }) => requester.displayName },
  { id: "accounts", header: "Accounts", cell: ({ accounts }) => <Accounts of={accounts} /> },
  { id: "state", header: "State", cell: ({ state }) => <RequestStateSign state={state} /> },
  { id: "for", header: "For", cell: ({ durationMinutes }) => spokenDuration(durationMinutes) },
  { id: "asked", header: "Asked", cell: ({ createdAt }) => <Time at={createdAt} /> },
  {
    id: "actions",
    header: "Actions",
    cell: (request) => (
      <SpaceBetween direction="horizontal" size="xs">
        {(["approve", "reject", "cancel"] as const)
          .filter((verb) => request.abilities[verb])
          .map((verb) => (
            <DecideButton key={verb} request={request} verb={verb} />
          ))}
      </SpaceBetween>
    ),
  },
];
