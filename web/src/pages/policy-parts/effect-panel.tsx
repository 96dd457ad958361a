import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { UseQueryResult } from "@tanstack/react-query";
import { ApiProblem } from "../../api/api-problem.ts";
import type { PolicyKind, PolicyPreview } from "../../api/policies.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { otherReasons } from "./draft-errors.ts";
import { Effect } from "./effect.tsx";
import "./policy.css";

export type PreviewState = "incomplete" | "unchanged" | "asked";

/** What the server refuses in a field stands beside that field; only the rest is said here. */
const isOfFields = (problem: Error) => {
  if (!(problem instanceof ApiProblem)) return false;
  const reasons = problem.body.reasons ?? [];
  return reasons.length > 0 && otherReasons(reasons).length === 0;
};

const Told = (facts: { kind: PolicyKind; state: PreviewState; preview: UseQueryResult<PolicyPreview> }) => {
  const { kind, state, preview } = facts;
  if (state === "unchanged") return <Box color="text-body-secondary">There is no change to tell of.</Box>;
  if (state === "incomplete")
    return (
      <Box color="text-body-secondary">Say who, where and what: then this shows whom it concerns, before you save.</Box>
    );
  if (preview.error && isOfFields(preview.error))
    return <StatusIndicator type="warning">See the fields first.</StatusIndicator>;
  if (preview.error) return <ProblemAlert problem={preview.error} retry={() => preview.refetch()} />;
  if (!preview.data) return <StatusIndicator type="loading">Finding out</StatusIndicator>;
  return (
    <SpaceBetween size="xs">
      {preview.isPlaceholderData ? <StatusIndicator type="loading">Finding out anew</StatusIndicator> : null}
      <Effect kind={kind} preview={preview.data} />
    </SpaceBetween>
  );
};

/** Beside the form while it is edited. */
export const EffectPanel = (facts: {
  kind: PolicyKind;
  state: PreviewState;
  preview: UseQueryResult<PolicyPreview>;
}) => (
  <div className="effect-panel">
    <Container header={<Header variant="h2">Who gains and who loses</Header>}>
      <div aria-live="polite">
        <Told {...facts} />
      </div>
    </Container>
  </div>
);
