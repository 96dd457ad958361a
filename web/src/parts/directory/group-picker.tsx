import type { PickerFacts } from "./chosen.ts";
import { DirectoryPicker, type Picks } from "./directory-picker.tsx";

const picks: Picks<"groups"> = {
  kind: "groups",
  one: "a group",
  many: "groups",
  chosenOf: ({ id, displayName }) => ({ id, name: displayName }),
};

export const GroupPicker = (facts: PickerFacts) => <DirectoryPicker {...facts} picks={picks} />;
