import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import type { Role } from "../../api/shapes.ts";
import { spokenDuration } from "../../parts/duration.ts";
import type { Draft } from "./draft.ts";
import type { ChangeDraft } from "./use-draft.ts";

const optionOf = (role: Role) => ({
  value: role.arn,
  label: role.name,
  description: role.description,
  tags: [role.approvalRequired ? "approval needed" : "no approval", `up to ${spokenDuration(role.maxDurationMinutes)}`],
});

/** Why the role that is chosen, or any, cannot be asked for in these accounts; undefined while that is not known. */
const problemWith = (draft: Draft, roles: Role[] | undefined) => {
  if (!roles || draft.accounts.length === 0) return undefined;
  const where = draft.accounts.length === 1 ? "this account" : "all of these accounts together";
  if (roles.length === 0) return `No role can be asked for in ${where}: ask for fewer at once.`;
  if (!draft.role || roles.some(({ arn }) => arn === draft.role?.arn)) return undefined;
  return `“${draft.role.name}” cannot be asked for in ${where}. Choose another role or fewer accounts.`;
};

export const RoleField = (facts: {
  draft: Draft;
  change: ChangeDraft;
  error: string | undefined;
  /** What can be asked for in all of the accounts; undefined while it is being read. */
  roles: Role[] | undefined;
}) => {
  const { draft, change, error, roles } = facts;
  const options = (roles ?? []).map(optionOf);
  const chosen = draft.role ? { value: draft.role.arn, label: draft.role.name } : null;
  return (
    <FormField
      label="Role"
      description="A permission set that you may ask for in all of these accounts."
      errorText={problemWith(draft, roles) ?? error}
    >
      <Select
        selectedOption={options.find(({ value }) => value === draft.role?.arn) ?? chosen}
        options={options}
        disabled={draft.accounts.length === 0}
        placeholder={draft.accounts.length === 0 ? "Choose accounts first" : "Choose a role"}
        // The same however many there are: a search field that comes only once the roles are read would take the focus from the list.
        filteringType="auto"
        filteringPlaceholder="Find a role"
        filteringAriaLabel="Find a role"
        statusType={roles ? "finished" : "loading"}
        loadingText="Reading the roles"
        empty="No role can be asked for in all of these accounts."
        noMatch="No role matches."
        onChange={({ detail: { selectedOption } }) =>
          change({ role: { arn: selectedOption.value ?? "", name: selectedOption.label ?? "" } })
        }
      />
    </FormField>
  );
};
