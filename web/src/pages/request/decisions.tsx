import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import type { AccessRequest } from "../../api/shapes.ts";
import { Time } from "../../parts/time.tsx";

type Decision = AccessRequest["decisions"][number];

const OneDecision = ({ decision }: { decision: Decision }) => (
  <div>
    <StatusIndicator type={decision.verdict === "approve" ? "success" : "error"}>
      {decision.decider?.displayName ?? "Policy"} {decision.verdict === "approve" ? "approved" : "rejected"}
    </StatusIndicator>{" "}
    <Box variant="span" color="text-body-secondary">
      <Time at={decision.decidedAt} />
    </Box>
    {decision.comment ? <div className="as-typed">{decision.comment}</div> : null}
  </div>
);

const given = ({ approvalRequired, approvalsGiven, approvalsNeeded }: AccessRequest) =>
  approvalRequired ? `${approvalsGiven} of ${approvalsNeeded} approvals given.` : "No approval was required.";

const approvals = (count: number) => (count === 1 ? "one more approval" : `${count} more approvals`);

/** Who could still decide, by the policies as they are now. */
const StillToDecide = ({ deciders }: { deciders: NonNullable<AccessRequest["deciders"]> }) => {
  const names = deciders.people.map(({ displayName }) => displayName).join(", ");
  const more = deciders.count - deciders.people.length;
  return (
    <div>
      <Box variant="awsui-key-label">It takes {approvals(deciders.approvalsMissing)}, or one rejection, from</Box>
      {deciders.count === 0
        ? "nobody who is there at the moment: it will expire unless the policies change."
        : `${names}${more > 0 ? ` and ${more} more` : ""}`}
    </div>
  );
};

/** What was decided and by whom, and who else may. */
export const Decisions = ({ request }: { request: AccessRequest }) => (
  <Container header={<Header variant="h2">Decisions</Header>}>
    <SpaceBetween size="s">
      <div>{given(request)}</div>
      {request.decisions.map((decision) => (
        <OneDecision key={decision.id} decision={decision} />
      ))}
      {request.deciders ? <StillToDecide deciders={request.deciders} /> : null}
    </SpaceBetween>
  </Container>
);
