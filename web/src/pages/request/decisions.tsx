import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import type { AccessRequest } from "../../api/shapes.ts";
import { Empty } from "../../parts/empty.tsx";
import { Time } from "../../parts/time.tsx";

const needed = ({ approvalRequired, approvalsGiven, approvalsNeeded, state }: AccessRequest) => {
  if (!approvalRequired) return "No approval is required.";
  const missing = approvalsNeeded - approvalsGiven;
  const given = `${approvalsGiven} of ${approvalsNeeded} approvals given`;
  return state === "pending" && missing > 0 ? `${given}; ${missing} more needed.` : `${given}.`;
};

export const Decisions = ({ request }: { request: AccessRequest }) => (
  <Table
    header={<Header description={needed(request)}>Decisions</Header>}
    items={request.decisions}
    trackBy="id"
    wrapLines
    empty={<Empty title="Nobody has decided yet." />}
    columnDefinitions={[
      { id: "who", header: "Who", isRowHeader: true, cell: ({ decider }) => decider?.displayName ?? "Policy" },
      {
        id: "verdict",
        header: "Decision",
        cell: ({ verdict }) =>
          verdict === "approve" ? (
            <StatusIndicator type="success">approved</StatusIndicator>
          ) : (
            <StatusIndicator type="error">rejected</StatusIndicator>
          ),
      },
      { id: "comment", header: "Comment", cell: ({ comment }) => <span className="as-typed">{comment ?? "—"}</span> },
      { id: "at", header: "When", cell: ({ decidedAt }) => <Time at={decidedAt} /> },
    ]}
  />
);
