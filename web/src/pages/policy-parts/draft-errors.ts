import type { PolicyKind } from "../../api/policies.ts";
import type { ErrorBody } from "../../api/shapes.ts";
import type { PolicyDraft } from "./policy-draft.ts";

type Reason = NonNullable<ErrorBody["reasons"]>[number];
export type DraftField = "name" | "principals" | "scopes" | "roles" | "maxDurationMinutes" | "approvalsNeeded";
export type DraftErrors = Partial<Record<DraftField, string>>;

const fieldsOfApi: Record<string, DraftField> = {
  name: "name",
  principals: "principals",
  approvers: "principals",
  scopes: "scopes",
  permissionSetArns: "roles",
  maxDurationMinutes: "maxDurationMinutes",
  approvalsNeeded: "approvalsNeeded",
};

/** What is still missing, in words that say what to do. */
export const missingIn = (kind: PolicyKind, draft: PolicyDraft): DraftErrors => ({
  ...(draft.name.trim() ? {} : { name: "Give the policy a name." }),
  ...(draft.groups.length + draft.people.length > 0 ? {} : { principals: "Choose at least one group or person." }),
  ...(draft.units.length + draft.accounts.length > 0
    ? {}
    : { scopes: "Choose at least one organisational unit or account." }),
  ...(draft.everyRole || draft.roles.length > 0
    ? {}
    : {
        roles:
          kind === "approval-policies"
            ? "Choose at least one permission set, or let the policy hold for every one."
            : "Choose at least one permission set.",
      }),
});

/** The server's reasons by the field they concern. The first of each field is enough: the next shows once that one is mended. */
export const errorsByField = (reasons: readonly Reason[]): DraftErrors => {
  const errors: DraftErrors = {};
  for (const { field, message } of reasons) {
    const key = fieldsOfApi[field?.split(".")[0] ?? ""];
    if (key) errors[key] ??= message;
  }
  return errors;
};

/** Reasons that stand beside no field. */
export const otherReasons = (reasons: readonly Reason[]): Reason[] =>
  reasons.filter(({ field }) => fieldsOfApi[field?.split(".")[0] ?? ""] === undefined);
