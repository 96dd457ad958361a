import Alert from "@cloudscape-design/components/alert";
import type { RequestPreview } from "../../api/shapes.ts";
import { ProblemAlert } from "../../parts/problem-alert.tsx";

const shown = 3;

const approversOf = ({ approvers, approverCount }: RequestPreview) => {
  const names = approvers.slice(0, shown).map(({ displayName }) => displayName);
  const more = approverCount - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
};

const approvals = (count: number) => (count === 1 ? "one approval" : `${count} approvals`);

/** Before sending: what would happen, and if nothing, why not. */
export const Outlook = ({ preview, problem }: { preview: RequestPreview | undefined; problem: Error | null }) => {
  if (problem) return <ProblemAlert problem={problem} />;
  if (!preview) return null;
  const refusals = preview.reasons.filter(({ code }) => !code.endsWith(".required"));
  if (refusals.length > 0)
    return (
      <Alert type="warning" header="This would be refused">
        <ul>
          {refusals.map(({ code, message }) => (
            <li key={code + message}>{message}</li>
          ))}
        </ul>
      </Alert>
    );
  return (
    <Alert type="info" header={preview.approvalRequired ? "Approval is needed" : "No approval is needed"}>
      {preview.approvalRequired
        ? `It needs ${approvals(preview.approvalsNeeded)}. Who can give it: ${approversOf(preview)}.`
        : "Access begins at its start, without anybody's doing."}
    </Alert>
  );
};
