import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { PolicyKind } from "../../api/policies.ts";
import { GroupPicker } from "../../parts/directory/group-picker.tsx";
import { PeoplePicker } from "../../parts/directory/people-picker.tsx";
import type { FieldFacts } from "./field-facts.ts";
import { policyWords } from "./policy-words.ts";

const described: Record<PolicyKind, string> = {
  "eligibility-policies": "Everybody in one of these groups, and each of these people, may ask.",
  "approval-policies":
    "Everybody in one of these groups, and each of these people, may decide. Nobody decides their own request.",
};

export const WhoFields = ({ draft, change, errors, kind }: FieldFacts & { kind: PolicyKind }) => (
  <Container
    header={
      <Header variant="h2" description={described[kind]}>
        {policyWords[kind].who}
      </Header>
    }
  >
    <SpaceBetween size="l">
      <FormField label="Groups" errorText={errors.principals} stretch>
        <GroupPicker chosen={draft.groups} onChange={(groups) => change({ groups })} />
      </FormField>
      <FormField label="People" description="Groups are better: who leaves the group loses this by itself." stretch>
        <PeoplePicker chosen={draft.people} onChange={(people) => change({ people })} />
      </FormField>
    </SpaceBetween>
  </Container>
);
