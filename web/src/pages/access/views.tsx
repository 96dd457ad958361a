import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { Me } from "../../api/shapes.ts";
import type { ListAddress } from "../../parts/list/use-list-address.ts";

const views = [
  { id: "active", text: "Active" },
  { id: "ended", text: "Ended" },
  { id: "timeline", text: "Timeline" },
];

const whoseOf = ({ abilities, personas }: Me) => {
  const seesAll = personas.auditor || personas.admin;
  if (!seesAll && !abilities.decide) return [];
  return [
    { id: "all", text: seesAll ? "Everybody's" : "All I may see" },
    { id: "mine", text: "Mine" },
    ...(abilities.decide ? [{ id: "in-my-scope", text: "In my scope" }] : []),
  ];
};

/** What an order or a state of one view says nothing in another. */
const otherView = { sort: undefined, state: undefined, columns: undefined };

/** Which access, and whose: only what this person may see. */
export const Views = ({ me, address }: { me: Me; address: ListAddress }) => {
  const whose = whoseOf(me);
  return (
    <SpaceBetween direction="horizontal" size="s">
      <SegmentedControl
        label="Which access"
        selectedId={address.said.view ?? "active"}
        options={views}
        onChange={({ detail }) => address.change({ ...otherView, view: detail.selectedId })}
      />
      {whose.length > 0 ? (
        <SegmentedControl
          label="Whose access"
          selectedId={address.said.whose ?? "all"}
          options={whose}
          onChange={({ detail }) => address.change({ whose: detail.selectedId })}
        />
      ) : null}
    </SpaceBetween>
  );
};
