import Box from "@cloudscape-design/components/box";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { TableProps } from "@cloudscape-design/components/table";
import type { ApiClient } from "../../api/api-clients.ts";
import { Time } from "../../parts/time.tsx";
import { RevokeButton } from "./revoke-button.tsx";
import { scopeWords } from "./scope-words.ts";

export const clientColumns: TableProps.ColumnDefinition<ApiClient>[] = [
  {
    id: "name",
    header: "Name",
    isRowHeader: true,
    minWidth: 160,
    cell: ({ id, name }) => (
      <>
        {name}
        <Box color="text-body-secondary" fontSize="body-s">
          <span className="as-typed">{id}</span>
        </Box>
      </>
    ),
  },
  { id: "person", header: "Acts as", minWidth: 120, cell: ({ person }) => person.displayName },
  {
    id: "scopes",
    header: "May",
    minWidth: 200,
    cell: ({ scopes }) => scopes.map((scope) => scopeWords(scope)).join(", "),
  },
  { id: "made", header: "Made", minWidth: 120, cell: ({ createdAt }) => <Time at={createdAt} /> },
  {
    id: "state",
    header: "State",
    minWidth: 140,
    cell: ({ revokedAt }) =>
      revokedAt ? (
        <StatusIndicator type="stopped">
          revoked <Time at={revokedAt} />
        </StatusIndicator>
      ) : (
        <StatusIndicator type="success">may call</StatusIndicator>
      ),
  },
  {
    id: "actions",
    header: "Actions",
    minWidth: 110,
    cell: (client) => (client.abilities.revoke ? <RevokeButton client={client} /> : null),
  },
];
