import SegmentedControl from "@cloudscape-design/components/segmented-control";
import type { ListAddress } from "../../../parts/list/use-list-address.ts";

const presets = [
  { id: "24h", text: "24 h" },
  { id: "7d", text: "7 days" },
  { id: "30d", text: "30 days" },
];

/** The periods that are looked at most. */
export const Presets = ({ address }: { address: ListAddress }) => {
  const { from, to, last } = address.said;
  return (
    <SegmentedControl
      label="Period that ends now"
      selectedId={from && to ? null : (last ?? null)}
      options={presets}
      onChange={({ detail }) => address.change({ last: detail.selectedId, from: undefined, to: undefined })}
    />
  );
};
