import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import type { PolicyKind } from "../../api/policies.ts";
import type { FieldFacts } from "./field-facts.ts";
import { LongestField } from "./longest-field.tsx";
import { RoleFields } from "./role-fields.tsx";

/** Which roles, and under which conditions. */
export const WhatFields = (facts: FieldFacts & { kind: PolicyKind }) => {
  const { draft, change, errors, kind } = facts;
  const isEligibility = kind === "eligibility-policies";
  return (
    <Container header={<Header variant="h2">What</Header>}>
      <SpaceBetween size="l">
        <RoleFields {...facts} />
        {isEligibility ? <LongestField draft={draft} change={change} errors={errors} /> : null}
        {isEligibility ? (
          <FormField label="Approval">
            <Toggle
              checked={draft.approvalRequired}
              description="If any policy that matches a request requires approval, it is required."
              onChange={({ detail }) => change({ approvalRequired: detail.checked })}
            >
              Somebody must approve
            </Toggle>
          </FormField>
        ) : (
          <FormField
            label="Approvals needed"
            description="How many different people must approve. Of several policies that match, the largest number holds."
            errorText={errors.approvalsNeeded}
          >
            <Input
              type="number"
              inputMode="numeric"
              value={draft.approvalsNeeded > 0 ? String(draft.approvalsNeeded) : ""}
              onChange={({ detail }) => change({ approvalsNeeded: Math.trunc(Number(detail.value)) || 0 })}
            />
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  );
};
