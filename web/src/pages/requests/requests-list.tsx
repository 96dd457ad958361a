import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useSearch } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useRequests } from "../../api/queries.ts";
import type { AccessRequest, Me } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { JustDecided } from "../../parts/just-decided/just-decided.tsx";
import { ListTable } from "../../parts/list/list-table.tsx";
import { useListAddress } from "../../parts/list/use-list-address.ts";
import { columnsOf } from "./columns.tsx";
import { DecideSeveral } from "./decide-several.tsx";
import { filtersFor } from "./filters.ts";
import { type View, Views, viewOf } from "./views.tsx";

const emptyWords: Record<View, string> = {
  mine: "You have not asked for access yet.",
  "to-decide": "Nothing waits for your decision.",
  decided: "You have not decided any request yet.",
  "in-my-scope": "Nobody has asked for access that you may approve.",
  all: "Nobody has asked for access yet.",
};

const usual = { view: "mine" };
const more = ["view"];
const files = { CSV: "/requests.csv" };
const anyOf = new Intl.ListFormat("en", { type: "disjunction" });
const nothing: AccessRequest[] = [];

const label = ({ permissionSet, requester }: AccessRequest) => `${permissionSet.name} for ${requester.displayName}`;

const Ask = () => (
  <Button variant="primary" href="/ask">
    Ask for access
  </Button>
);

export const RequestsList = ({ me }: { me: Me }) => {
  const view = viewOf((useSearch({ strict: false }) as { view?: string }).view);
  const filters = useMemo(() => filtersFor(me, view), [me, view]);
  const address = useListAddress({ filters, more, usual });
  const requests = useRequests({ ...address.query, view });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const items = requests.data?.items ?? nothing;
  const selected = items.filter(({ id, abilities }) => chosen.has(id) && abilities.approve);
  const decides = view === "to-decide";
  const toDecide = useMemo(() => JSON.stringify(address.query), [address.query]);
  return (
    <ListTable<AccessRequest>
      title="Requests"
      actions={
        <>
          {decides ? <DecideSeveral requests={selected} /> : null}
          {me.abilities.request && !decides ? <Ask /> : null}
        </>
      }
      above={
        <SpaceBetween size="s">
          <Views me={me} view={view} address={address} />
          {decides ? (
            <JustDecided key={toDecide} me={me} items={requests.isPlaceholderData ? undefined : items} />
          ) : null}
        </SpaceBetween>
      }
      address={address}
      answer={requests}
      filters={filters}
      findWords={`Narrow down by ${anyOf.format(filters.map(({ label }) => label.toLowerCase()))}`}
      period={{ label: "Asked" }}
      files={files}
      trackBy="id"
      {...columnsOf(view)}
      {...(decides
        ? {
            selection: {
              selectionType: "multi",
              selectedItems: selected,
              onSelectionChange: ({ detail }) => setChosen(new Set(detail.selectedItems.map(({ id }) => id))),
              isItemDisabled: ({ abilities }: AccessRequest) => !abilities.approve,
              itemLabel: label,
            },
          }
        : {})}
      empty={<Empty title={emptyWords[view]}>{view === "mine" && me.abilities.request ? <Ask /> : null}</Empty>}
    />
  );
};
