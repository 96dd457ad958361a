/** Something of the directory that was chosen, or that was named before and may be gone. */
export type Chosen = {
  id: string;
  name: string;
  /** What tells it from others of its name. */
  detail?: string | undefined;
  /** What is wrong with it, in a word or two. */
  problem?: string | undefined;
};

/** What every picker takes. It belongs into a form field, which labels it. */
export type PickerFacts = {
  chosen: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
  disabled?: boolean;
  /** Where there is no form field around it. */
  ariaLabel?: string;
};
