import type { DraftErrors } from "./draft-errors.ts";
import type { PolicyDraft } from "./policy-draft.ts";

/** What every part of the form is given. */
export type FieldFacts = {
  draft: PolicyDraft;
  change: (part: Partial<PolicyDraft>) => void;
  errors: DraftErrors;
};
