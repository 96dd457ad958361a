import type { PickerFacts } from "./chosen.ts";
import { DirectoryPicker, type Picks } from "./directory-picker.tsx";

const picks: Picks<"accounts"> = {
  kind: "accounts",
  one: "an account",
  many: "accounts",
  chosenOf: ({ id, name, state }) => ({
    id,
    name,
    detail: id,
    problem: state === "ACTIVE" ? undefined : "not active",
  }),
};

export const AccountPicker = (facts: PickerFacts) => <DirectoryPicker {...facts} picks={picks} />;
