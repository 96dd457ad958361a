import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import type { Me } from "../../api/shapes.ts";
import type { Draft } from "./draft.ts";
import type { FieldErrors } from "./field-errors.ts";
import type { ChangeDraft } from "./use-draft.ts";

const optional = (label: string, isRequired: boolean) => (isRequired ? label : `${label} (optional)`);

/** Why: as the settings ask for it. */
export const WhyFields = (facts: { draft: Draft; change: ChangeDraft; errors: FieldErrors; form: Me["form"] }) => {
  const { draft, change, errors, form } = facts;
  return (
    <Container header={<Header variant="h2">Why</Header>}>
      <SpaceBetween size="l">
        <FormField label={optional("Justification", form.justificationRequired)} errorText={errors.justification}>
          <Textarea
            value={draft.justification}
            rows={3}
            placeholder="What you are going to do"
            onChange={({ detail }) => change({ justification: detail.value })}
          />
        </FormField>
        <FormField
          label={optional("Ticket", form.ticketRequired)}
          constraintText={form.ticketPattern ? `Must match ${form.ticketPattern}` : undefined}
          errorText={errors.ticket}
        >
          <Input value={draft.ticket} onChange={({ detail }) => change({ ticket: detail.value })} />
        </FormField>
      </SpaceBetween>
    </Container>
  );
};
