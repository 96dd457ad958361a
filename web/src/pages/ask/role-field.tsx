import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import type { Role } from "../../api/shapes.ts";
import { spokenDuration } from "../../parts/duration.ts";
import type { Draft } from "./draft.ts";
import { sharedRoles } from "./form-of.ts";

const optionOf = (role: Role) => ({
  value: role.arn,
  label: role.name,
  description: role.description,
  tags: [role.approvalRequired ? "approval needed" : "no approval", `up to ${spokenDuration(role.maxDurationMinutes)}`],
});

export const RoleField = (facts: {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  error: string | undefined;
}) => {
  const { draft, change, error } = facts;
  const options = sharedRoles(draft.accounts).map(optionOf);
  const isTooMuch = draft.accounts.length > 0 && options.length === 0;
  return (
    <FormField
      label="Role"
      description="A permission set that you may ask for in all of these accounts."
      errorText={isTooMuch ? "No role can be asked for in all of these accounts: ask for fewer at once." : error}
    >
      <Select
        selectedOption={options.find(({ value }) => value === draft.roleArn) ?? null}
        options={options}
        disabled={draft.accounts.length === 0}
        placeholder={draft.accounts.length === 0 ? "Choose accounts first" : "Choose a role"}
        onChange={({ detail }) => change({ roleArn: detail.selectedOption.value })}
      />
    </FormField>
  );
};
