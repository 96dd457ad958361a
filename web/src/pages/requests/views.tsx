import SegmentedControl from "@cloudscape-design/components/segmented-control";
import type { Me } from "../../api/shapes.ts";
import type { RequestsQuery, View } from "./requests-query.ts";

const viewsFor = ({ abilities, personas }: Me): { id: View; text: string }[] => [
  { id: "mine", text: "Mine" },
  ...(abilities.decide
    ? [
        { id: "to-decide" as const, text: "To decide" },
        { id: "decided" as const, text: "Decided by me" },
      ]
    : []),
  ...(personas.auditor || personas.admin ? [{ id: "all" as const, text: "All" }] : []),
];

/** Only the views that this person has. */
export const Views = (facts: { me: Me; query: RequestsQuery; change: (part: Partial<RequestsQuery>) => void }) => {
  const views = viewsFor(facts.me);
  return (
    <SegmentedControl
      label="Which requests"
      selectedId={facts.query.view}
      options={views}
      onChange={({ detail }) => {
        const view = views.find(({ id }) => id === detail.selectedId)?.id;
        if (view) facts.change({ view, state: undefined });
      }}
    />
  );
};
