import { type SyntheticEvent, useState } from "react";
import { useSettled } from "./use-settled.ts";

/**
 * What somebody looks for in a field that searches on the server. `isSettled` is false from the first letter that differs until it is known what is
 * searched for: what was found before is then to be offered no longer, or somebody who types fast takes by Enter what they did not look for.
 */
export const useSearchText = () => {
  const [typed, setTyped] = useState<string>();
  const settled = useSettled(typed);
  return {
    /** Undefined until the field was opened. */
    text: settled?.trim(),
    isSettled: (typed ?? "") === (settled ?? ""),
    look: setTyped,
    /** For what is around the field, which itself tells of what was typed only after a pause. */
    onInput: (event: SyntheticEvent) => {
      if (event.target instanceof HTMLInputElement) setTyped(event.target.value);
    },
  };
};
