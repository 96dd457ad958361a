import Container from "@cloudscape-design/components/container";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import type { TableProps } from "@cloudscape-design/components/table";
import { type MirrorKind, type MirrorRows, useMirror } from "../../api/directory-sync.ts";
import { useMe } from "../../api/queries.ts";
import { Empty } from "../../parts/empty.tsx";
import type { ListFilter } from "../../parts/list/list-filter.ts";
import { ListTable } from "../../parts/list/list-table.tsx";
import { type ListAddress, useListAddress } from "../../parts/list/use-list-address.ts";
import { accountColumns } from "./account-columns.tsx";
import { orgUnitColumns } from "./org-unit-columns.tsx";
import { groupColumns, peopleColumns } from "./people-columns.tsx";
import { roleColumns } from "./role-columns.tsx";
import { stopColumn } from "./stop-column.tsx";
import { useOrgUnits } from "./use-org-units.ts";

const kinds: { id: MirrorKind; text: string }[] = [
  { id: "accounts", text: "Accounts" },
  { id: "org-units", text: "Organisational units" },
  { id: "permission-sets", text: "Permission sets" },
  { id: "users", text: "People" },
  { id: "groups", text: "Groups" },
];

const filters: readonly ListFilter[] = [
  { key: "search", label: "Text", many: "Texts", kind: "text" },
  {
    key: "includeGone",
    label: "Gone ones",
    many: "Gone ones",
    kind: "choice",
    options: [{ value: "true", label: "shown too" }],
  },
];

/** What an emergency stop can be about. */
const stops = {
  accounts: stopColumn<MirrorRows["accounts"]>(({ id, name }) => ({ kind: "account", id, name })),
  roles: stopColumn<MirrorRows["permission-sets"]>(({ arn, name }) => ({ kind: "permission-set", id: arn, name })),
  people: stopColumn<MirrorRows["users"]>(({ id, displayName }) => ({ kind: "person", id, name: displayName })),
};

const isKind = (text: string | undefined): text is MirrorKind => kinds.some(({ id }) => id === text);

const Rows = <Kind extends MirrorKind>(facts: {
  kind: Kind;
  address: ListAddress;
  columns: TableProps.ColumnDefinition<MirrorRows[Kind]>[];
}) => {
  const { kind, address, columns } = facts;
  const { view: _, ...query } = address.query;
  const name = kinds.find(({ id }) => id === kind)?.text ?? "";
  return (
    <ListTable
      title={name}
      headingLevel="h2"
      above={
        <SegmentedControl
          label="What is shown"
          options={kinds}
          selectedId={kind}
          onChange={({ detail }) =>
            address.change({ view: detail.selectedId, columns: undefined, sort: undefined, limit: address.said.limit })
          }
        />
      }
      address={address}
      answer={useMirror(kind, query)}
      columns={columns}
      filters={filters}
      findWords={`Find ${name.toLowerCase()} by name or id`}
      empty={<Empty title="The directory has none. It may not have been read yet." />}
    />
  );
};

/** The rows of the mirror, kind by kind, searched on the server. */
export const Mirror = () => {
  const address = useListAddress({ filters, more: ["view"], usual: { view: "accounts" } });
  const units = useOrgUnits();
  const mayStop = useMe().data?.abilities.stopInEmergency ?? false;
  const kind = isKind(address.said.view) ? address.said.view : "accounts";
  return (
    <Container>
      {kind === "accounts" ? (
        <Rows
          kind={kind}
          address={address}
          columns={[...accountColumns(units), ...(mayStop ? [stops.accounts] : [])]}
        />
      ) : null}
      {kind === "org-units" ? <Rows kind={kind} address={address} columns={orgUnitColumns(units)} /> : null}
      {kind === "permission-sets" ? (
        <Rows kind={kind} address={address} columns={[...roleColumns, ...(mayStop ? [stops.roles] : [])]} />
      ) : null}
      {kind === "users" ? (
        <Rows kind={kind} address={address} columns={[...peopleColumns, ...(mayStop ? [stops.people] : [])]} />
      ) : null}
      {kind === "groups" ? <Rows kind={kind} address={address} columns={groupColumns} /> : null}
    </Container>
  );
};
