import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useDirectorySearch } from "../../api/directory.ts";
import { RolePicker } from "../../parts/directory/role-picker.tsx";
import type { SectionFacts } from "./section-facts.ts";
import { arnsOf, textOf } from "./settings-draft.ts";

/** What permission sets are called; their ARN when the directory's first page does not have them. */
const useRoles = (arns: readonly string[]) => {
  const known = new Map(useDirectorySearch("permission-sets", "").data?.items.map(({ arn, name }) => [arn, name]));
  return arns.map((arn) => ({ id: arn, name: known.get(arn) ?? arn }));
};

/** What happens when AWS holds something else than what is wanted. */
export const Drift = ({ draft, errors, readOnly, change }: SectionFacts) => {
  const roles = useRoles(arnsOf(draft.temporaryOnlyPermissionSetArns));
  return (
    <Container header={<Header variant="h2">Changes made in AWS</Header>}>
      <SpaceBetween size="l">
        <FormField
          label="When somebody takes active access away in AWS"
          description="Stint looks once an hour whether AWS still holds what is active."
          errorText={errors.onMissingAssignment}
        >
          <RadioGroup
            value={draft.onMissingAssignment}
            readOnly={readOnly}
            items={[
              { value: "end", label: "End it", description: "People are told why. Asking again is one click." },
              { value: "put-back", label: "Put it back", description: "Until its time is up, as it was approved." },
            ]}
            onChange={({ detail }) => change({ onMissingAssignment: detail.value === "put-back" ? "put-back" : "end" })}
          />
        </FormField>
        <FormField
          label="Permission sets for temporary use only"
          description="Nobody should hold these but through Stint. Whoever does is found, and listed under Drift."
          errorText={errors.temporaryOnlyPermissionSetArns}
          stretch
        >
          <RolePicker
            chosen={roles}
            disabled={readOnly}
            onChange={(chosen) => change({ temporaryOnlyPermissionSetArns: textOf(chosen.map(({ id }) => id)) })}
          />
        </FormField>
        <FormField
          label="What others hold of them"
          description="Assignments of these permission sets that Stint did not make, to people and to groups."
          errorText={errors.onForeignAssignment}
        >
          <RadioGroup
            value={draft.onForeignAssignment}
            readOnly={readOnly}
            items={[
              { value: "report", label: "Report it", description: "Admins decide about each." },
              {
                value: "remove",
                label: "Remove it",
                description: "All but what admins let stay, once every account was looked at.",
              },
            ]}
            onChange={({ detail }) => change({ onForeignAssignment: detail.value === "remove" ? "remove" : "report" })}
          />
        </FormField>
        {draft.onForeignAssignment === "remove" ? (
          <FormField
            label="Remove at most, within a day"
            description="Were it more, nothing is removed until an admin has looked: a mark set by mistake takes nobody’s access."
            constraintText="From 1 to 1,000."
            errorText={errors.foreignRemovalsPerDay}
          >
            <Input
              type="number"
              inputMode="numeric"
              value={String(draft.foreignRemovalsPerDay)}
              readOnly={readOnly}
              onChange={({ detail }) => change({ foreignRemovalsPerDay: Math.round(Number(detail.value) || 0) })}
            />
          </FormField>
        ) : null}
      </SpaceBetween>
    </Container>
  );
};
