import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import type { SectionFacts } from "./section-facts.ts";

export const TextField = (facts: {
  section: SectionFacts;
  field: "ticketPattern" | "portalUrl" | "auditEmail";
  label: string;
  description: string;
  placeholder: string;
}) => {
  const { draft, change, errors, readOnly } = facts.section;
  return (
    <FormField label={facts.label} description={facts.description} errorText={errors[facts.field]}>
      <Input
        value={draft[facts.field]}
        readOnly={readOnly}
        placeholder={facts.placeholder}
        autoComplete={false}
        spellcheck={false}
        onChange={({ detail }) => change({ [facts.field]: detail.value })}
      />
    </FormField>
  );
};
