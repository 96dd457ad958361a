import SegmentedControl from "@cloudscape-design/components/segmented-control";
import type { Me } from "../../api/shapes.ts";
import type { ListAddress } from "../../parts/list/use-list-address.ts";

const names = {
  mine: "Mine",
  "to-decide": "To decide",
  decided: "Decided by me",
  "in-my-scope": "In my scope",
  all: "All",
} as const;

export type View = keyof typeof names;

const order = Object.keys(names) as View[];

export const viewOf = (said: string | undefined): View => order.find((view) => view === said) ?? "mine";

const isMine = ({ abilities, personas }: Me, view: View): boolean => {
  switch (view) {
    case "mine":
      return true;
    case "all":
      return personas.auditor || personas.admin;
    default:
      return abilities.decide;
  }
};

/** Only the views that this person has, and the one the address names. What only that one can be narrowed or sorted by is dropped. */
export const Views = ({ me, view, address }: { me: Me; view: View; address: ListAddress }) => (
  <SegmentedControl
    label="Which requests"
    selectedId={view}
    options={order.filter((id) => isMine(me, id) || id === view).map((id) => ({ id, text: names[id] }))}
    onChange={({ detail }) =>
      address.change({ view: viewOf(detail.selectedId), state: undefined, requester: undefined, sort: undefined })
    }
  />
);
