import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { PolicyKind } from "../../api/policies.ts";
import { RolePicker } from "../../parts/directory/role-picker.tsx";
import type { FieldFacts } from "./field-facts.ts";

/** An approval policy may hold for every permission set; an eligibility policy names them. */
export const RoleFields = ({ draft, change, errors, kind }: FieldFacts & { kind: PolicyKind }) => (
  <SpaceBetween size="xs">
    {kind === "approval-policies" ? (
      <FormField label="For which permission sets">
        <RadioGroup
          value={draft.everyRole ? "every" : "some"}
          items={[
            { value: "every", label: "Every permission set", description: "Also those that are made later." },
            { value: "some", label: "Only these" },
          ]}
          onChange={({ detail }) => change({ everyRole: detail.value === "every" })}
        />
      </FormField>
    ) : null}
    {draft.everyRole ? null : (
      <FormField label="Permission sets" errorText={errors.roles} stretch>
        <RolePicker chosen={draft.roles} onChange={(roles) => change({ roles })} />
      </FormField>
    )}
  </SpaceBetween>
);
