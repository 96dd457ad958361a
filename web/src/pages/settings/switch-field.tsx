import FormField from "@cloudscape-design/components/form-field";
import Toggle from "@cloudscape-design/components/toggle";
import type { SectionFacts } from "./section-facts.ts";
import type { SettingsDraft } from "./settings-draft.ts";

type Switch = {
  [Name in keyof SettingsDraft]: SettingsDraft[Name] extends boolean ? Name : never;
}[keyof SettingsDraft];

/** On or off, with what that means. */
export const SwitchField = (facts: { section: SectionFacts; field: Switch; label: string; description: string }) => {
  const { draft, change, errors, readOnly } = facts.section;
  return (
    <FormField errorText={errors[facts.field]}>
      <Toggle
        checked={draft[facts.field]}
        readOnly={readOnly}
        description={facts.description}
        onChange={({ detail }) => change({ [facts.field]: detail.checked })}
      >
        {facts.label}
      </Toggle>
    </FormField>
  );
};
