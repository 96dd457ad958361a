import Button from "@cloudscape-design/components/button";
import { useMemo, useState } from "react";
import { useAccessList } from "../../api/access.ts";
import type { Grant, Me } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { ListTable } from "../../parts/list/list-table.tsx";
import { useListAddress } from "../../parts/list/use-list-address.ts";
import { columnsFor, hiddenFor } from "./columns.tsx";
import { EndSeveral } from "./end-several.tsx";
import { filtersFor, statesIn } from "./filters.ts";
import { Views } from "./views.tsx";

type View = "active" | "ended";

/** By when it ends what is held; by when it was granted what is over, of which there may be a million. */
const usualSort = { active: "endsAt", ended: "-createdAt" };

const nothing = (view: View, me: Me) => (
  <Empty title={view === "active" ? "No access is held or about to begin." : "No access has ended yet."}>
    {view === "active" && me.abilities.request ? <Button href="/ask">Ask for access</Button> : null}
  </Empty>
);

/** Access as a list: what is held or about to be, or what is over. */
export const GrantsTable = ({ me, view }: { me: Me; view: View }) => {
  const filters = useMemo(() => filtersFor(me, view), [me, view]);
  const usual = useMemo(() => ({ sort: usualSort[view] }), [view]);
  const address = useListAddress({ filters, more: ["view", "whose"], usual });
  const { view: _, whose, from, to, ...asked } = address.query;
  const query = {
    ...asked,
    view: whose,
    state: asked.state ?? statesIn(view),
    activeFrom: from,
    activeTo: to,
  };
  const answer = useAccessList(query);
  const [selected, setSelected] = useState<readonly Grant[]>([]);
  const shown = answer.data?.items ?? [];
  // What is shown may have changed since it was selected.
  const chosen = shown.filter(({ id, abilities }) => abilities.end && selected.some((one) => one.id === id));
  const isEndable = view === "active" && shown.some(({ abilities }) => abilities.end);
  return (
    <ListTable<Grant>
      title="Access"
      above={<Views me={me} address={address} />}
      address={{ ...address, query }}
      answer={answer}
      columns={useMemo(() => columnsFor(me, view), [me, view])}
      hiddenColumns={hiddenFor(me, view)}
      filters={filters}
      findWords="Find access by person, account, role or state"
      period={{ label: "Held" }}
      files={{ CSV: "/grants.csv" }}
      empty={nothing(view, me)}
      trackBy="id"
      actions={<EndSeveral grants={chosen} isOffered={isEndable} forget={() => setSelected([])} />}
      {...(isEndable
        ? {
            selection: {
              selectionType: "multi" as const,
              selectedItems: chosen,
              onSelectionChange: ({ detail }) => setSelected(detail.selectedItems),
              isItemDisabled: ({ abilities }: Grant) => !abilities.end,
              itemLabel: ({ person, permissionSet, account }: Grant) =>
                `${person.displayName}: ${permissionSet.name} in ${account.name}`,
            },
          }
        : {})}
    />
  );
};
