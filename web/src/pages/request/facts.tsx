import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AccessRequest } from "../../api/shapes.ts";
import { Countdown } from "../../parts/countdown.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { Time } from "../../parts/time.tsx";

const AsTyped = ({ text }: { text: string | null }) => <span className="as-typed">{text ?? "—"}</span>;

/** What was asked. Text from people is shown as text. */
export const Facts = ({ request }: { request: AccessRequest }) => (
  <Container header={<Header variant="h2">What is asked</Header>}>
    <SpaceBetween size="l">
      <KeyValuePairs
        columns={2}
        items={[
          { label: "Who", value: `${request.requester.displayName} (${request.requester.userName ?? "gone"})` },
          { label: "Role", value: request.permissionSet.name },
          {
            label: request.accounts.length === 1 ? "Account" : `Accounts (${request.accounts.length})`,
            value: request.accounts.map(({ id, name }) => <div key={id}>{`${name} (${id})`}</div>),
          },
          { label: "Duration", value: spokenDuration(request.durationMinutes) },
          { label: "Start", value: request.startsAt ? <Time at={request.startsAt} /> : "as soon as approved" },
          request.state === "pending"
            ? { label: "Expires in", value: <Countdown until={request.expiresAt} /> }
            : { label: "Closed", value: <Time at={request.closedAt} /> },
        ]}
      />
      <KeyValuePairs
        items={[
          { label: "Justification", value: <AsTyped text={request.justification} /> },
          { label: "Ticket", value: <AsTyped text={request.ticket} /> },
        ]}
      />
    </SpaceBetween>
  </Container>
);
