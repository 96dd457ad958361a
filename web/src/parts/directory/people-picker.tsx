import type { PickerFacts } from "./chosen.ts";
import { DirectoryPicker, type Picks } from "./directory-picker.tsx";

const picks: Picks<"users"> = {
  kind: "users",
  one: "a person",
  many: "people",
  chosenOf: ({ id, displayName, userName, enabled }) => ({
    id,
    name: displayName,
    detail: userName,
    problem: enabled ? undefined : "disabled",
  }),
};

export const PeoplePicker = (facts: PickerFacts) => <DirectoryPicker {...facts} picks={picks} />;
