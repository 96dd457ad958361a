import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { AnyPolicy, PolicyKind } from "../../api/policies.ts";
import { useMe } from "../../api/queries.ts";
import type { Chosen } from "../../parts/directory/chosen.ts";
import { spokenDuration } from "../../parts/duration.ts";
import { LastChange } from "./last-change.tsx";
import { draftOf } from "./policy-draft.ts";
import { policyWords } from "./policy-words.ts";

const Names = ({ of }: { of: readonly Chosen[] }) =>
  of.length === 0 ? (
    "None"
  ) : (
    <ul className="effect-items">
      {of.map(({ id, name, detail, problem }) => (
        <li key={id}>
          {name}
          {detail ? <Box variant="small"> {detail}</Box> : null}
          {problem ? <StatusIndicator type="warning">{problem}</StatusIndicator> : null}
        </li>
      ))}
    </ul>
  );

/** A policy to read: all it names, with what has no effect. */
export const PolicyView = ({ kind, policy }: { kind: PolicyKind; policy: AnyPolicy }) => {
  const draft = draftOf(policy);
  const usual = useMe().data?.form.maxDurationMinutes;
  const units = draft.units.map((unit) =>
    unit.includeChildOus ? { ...unit, name: `${unit.name} and everything below` } : unit,
  );
  const { maxDurationMinutes } = draft;
  const longest =
    maxDurationMinutes === null
      ? `The global maximum${usual ? `, ${spokenDuration(usual)} now` : ""}`
      : spokenDuration(maxDurationMinutes);
  return (
    <ContentLayout
      header={
        <Header variant="h1" description={<LastChange policy={policy} />}>
          {policy.name}
        </Header>
      }
    >
      <Container header={<Header variant="h2">{policyWords[kind].one}</Header>}>
        <SpaceBetween size="l">
          <KeyValuePairs
            columns={3}
            items={[
              { label: `${policyWords[kind].who}: groups`, value: <Names of={draft.groups} /> },
              { label: `${policyWords[kind].who}: people`, value: <Names of={draft.people} /> },
              {
                label: "Permission sets",
                value: draft.everyRole ? "Every permission set" : <Names of={draft.roles} />,
              },
              { label: "Organisational units", value: <Names of={units} /> },
              { label: "Accounts", value: <Names of={draft.accounts} /> },
              ...(kind === "eligibility-policies"
                ? [
                    { label: "Longest duration", value: longest },
                    { label: "Approval", value: draft.approvalRequired ? "Somebody must approve" : "Not needed" },
                  ]
                : [{ label: "Approvals needed", value: String(draft.approvalsNeeded) }]),
            ]}
          />
        </SpaceBetween>
      </Container>
    </ContentLayout>
  );
};
