import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { AccessRequest } from "../../api/shapes.ts";
import { Countdown } from "../../parts/countdown.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { Time } from "../../parts/time.tsx";

/** What was asked. Text from people is shown as text. */
export const Facts = ({ request }: { request: AccessRequest }) => (
  <Container header={<Header variant="h2">What is asked</Header>}>
    <KeyValuePairs
      columns={3}
      items={[
        { label: "Who", value: `${request.requester.displayName} (${request.requester.userName ?? "gone"})` },
        { label: "Role", value: request.permissionSet.name },
        {
          label: "Accounts",
          value: request.accounts.map(({ id, name }) => <div key={id}>{`${name} (${id})`}</div>),
        },
        { label: "Start", value: request.startsAt ? <Time at={request.startsAt} /> : "as soon as approved" },
        { label: "Duration", value: spokenDuration(request.durationMinutes) },
        { label: "Asked", value: <Time at={request.createdAt} /> },
        { label: "Ticket", value: <span className="as-typed">{request.ticket ?? "—"}</span> },
        { label: "Justification", value: <span className="as-typed">{request.justification ?? "—"}</span> },
        request.state === "pending"
          ? { label: "Expires in", value: <Countdown until={request.expiresAt} /> }
          : { label: "Closed", value: <Time at={request.closedAt} /> },
      ]}
    />
  </Container>
);
