import type { RequestPreview } from "../../api/shapes.ts";
import type { Draft } from "./draft.ts";

type Reason = RequestPreview["reasons"][number];
const fields = ["accountIds", "permissionSetArn", "durationMinutes", "startsAt", "ticket", "justification"] as const;
type Field = (typeof fields)[number];
export type FieldErrors = Partial<Record<Field, string>>;

const textOf = (draft: Draft, field: Field) => (field === "ticket" || field === "justification" ? draft[field] : "-");

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
