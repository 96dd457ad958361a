import type { Field, SettingsDraft } from "./settings-draft.ts";

/** What every part of the form is given. */
export type SectionFacts = {
  draft: SettingsDraft;
  change: (part: Partial<SettingsDraft>) => void;
  errors: Partial<Record<Field, string>>;
  /** Auditors look; they change nothing. */
  readOnly: boolean;
};
