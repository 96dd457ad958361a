import type { RequestInput, RequestPreview } from "../../api/shapes.ts";
import type { Draft } from "./draft.ts";
import { askForTheSame } from "./form-of.ts";

type Reason = RequestPreview["reasons"][number];
const fields = ["accountIds", "permissionSetArn", "durationMinutes", "startsAt", "ticket", "justification"] as const;
type Field = (typeof fields)[number];
export type FieldErrors = Partial<Record<Field, string>>;

const textOf = (draft: Draft, field: Field) => (field === "ticket" || field === "justification" ? draft[field] : "-");

type Foretold = { reasons: readonly Reason[]; of: RequestInput | undefined };

/** Of what was found out of a form, what holds for the form as it is now: a text is judged by itself, the rest by all that is asked for together. */
export const stillTrue = ({ reasons, of }: Foretold, form: RequestInput): Reason[] =>
  reasons.filter(({ field }) =>
    field === "ticket" || field === "justification" ? of?.[field] === form[field] : askForTheSame(of, form),
  );

/** What stands beside each field. That a text is missing is said only once the form was sent: nobody has typed it yet. */
export const fieldErrors = (
  reasons: readonly Reason[],
  { draft, isComplete, wasSent }: { draft: Draft; isComplete: boolean; wasSent: boolean },
): FieldErrors => {
  const errors: FieldErrors = {};
  for (const field of fields) {
    const found = reasons.find((reason) => reason.field?.split(".")[0] === field);
    if (found && (wasSent || textOf(draft, field).trim())) errors[field] = found.message;
  }
  if (!wasSent || isComplete) return errors;
  if (draft.accounts.length === 0) errors.accountIds = "Choose at least one account.";
  if (!draft.role) errors.permissionSetArn = "Choose a role.";
  if (draft.begins === "later" && !draft.date) errors.startsAt = "Choose a date and a time.";
  return errors;
};
