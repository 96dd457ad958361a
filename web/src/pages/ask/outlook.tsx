import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { usePreview } from "../../api/queries.ts";
import type { RequestInput, RequestPreview } from "../../api/shapes.ts";
import { spokenDuration } from "../../parts/duration.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";
import { Period } from "./period.tsx";

const shown = 5;

const approversOf = ({ approvers, approverCount }: RequestPreview) => {
  const names = approvers.slice(0, shown).map(({ displayName }) => displayName);
  const more = approverCount - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const approvals = (count: number) => (count === 1 ? "One approval" : `${count} approvals`);

const Refusals = ({ reasons }: { reasons: RequestPreview["reasons"] }) => (
  <Alert type="warning" header="It would be refused">
    <ul>
      {reasons.map(({ code, message }) => (
        <li key={code + message}>{message}</li>
      ))}
    </ul>
  </Alert>
);

const Forecast = ({ preview, form }: { preview: RequestPreview; form: RequestInput }) => (
  <KeyValuePairs
    items={[
      {
        label: "Approval",
        value: preview.approvalRequired ? (
          <StatusIndicator type="pending">{approvals(preview.approvalsNeeded)} needed</StatusIndicator>
        ) : (
          <StatusIndicator type="success">Not needed: it begins by itself</StatusIndicator>
        ),
      },
      ...(preview.approvalRequired ? [{ label: "Who can give it", value: approversOf(preview) }] : []),
      { label: "Access", value: <Period form={form} approvalRequired={preview.approvalRequired} /> },
      ...(preview.maxDurationMinutes === null
        ? []
        : [{ label: "Longest duration", value: spokenDuration(preview.maxDurationMinutes) }]),
    ]}
  />
);

/**
 * Before sending: what would happen, and if nothing, why not. What was found out of a form that has changed since is marked as
 * such. What the texts still lack is said at the fields.
 */
export const Outlook = ({
  form,
  asking,
  isCurrent,
}: {
  form: RequestInput | undefined;
  asking: Pick<ReturnType<typeof usePreview>, "data" | "error" | "refetch">;
  isCurrent: boolean;
}) => {
  const preview = form ? asking.data : undefined;
  const refusals = preview?.reasons.filter(({ code }) => !code.endsWith(".required")) ?? [];
  const isStale = preview !== undefined && !isCurrent && !asking.error;
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={isStale ? <StatusIndicator type="loading">Finding out anew</StatusIndicator> : null}
        >
          What will happen
        </Header>
      }
    >
      <div aria-busy={isStale} aria-live="polite">
        {form && asking.error ? (
          <ProblemAlert problem={asking.error} retry={() => asking.refetch()} />
        ) : form && preview ? (
          refusals.length > 0 ? (
            <Refusals reasons={refusals} />
          ) : (
            <Forecast preview={preview} form={form} />
          )
        ) : (
          <Box color="text-body-secondary">
            {form
              ? "Looking …"
              : "Choose accounts and a role: here it then says whether approval is needed, who can give it, and when access begins and ends."}
          </Box>
        )}
      </div>
    </Container>
  );
};
