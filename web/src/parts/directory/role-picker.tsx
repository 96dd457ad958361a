import { spokenDuration } from "../duration.ts";
import type { PickerFacts } from "./chosen.ts";
import { DirectoryPicker, type Picks } from "./directory-picker.tsx";

const picks: Picks<"permission-sets"> = {
  kind: "permission-sets",
  one: "a permission set",
  many: "permission sets",
  chosenOf: ({ arn, name }) => ({ id: arn, name }),
  describe: ({ description, sessionDurationMinutes }) =>
    [description, `sessions of ${spokenDuration(sessionDurationMinutes)}`].filter(Boolean).join(" · "),
};

export const RolePicker = (facts: PickerFacts) => <DirectoryPicker {...facts} picks={picks} />;
