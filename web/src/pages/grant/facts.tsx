import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { AccessRequest, Grant } from "../../api/shapes.ts";
import { Countdown } from "../../parts/countdown.tsx";
import { spokenDuration } from "../../parts/duration.ts";
import { Time } from "../../parts/time.tsx";

const windowMinutes = ({ startsAt, endsAt }: Grant) => Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 60_000);

const Approval = ({ request }: { request: AccessRequest }) => {
  const approvers = request.decisions.filter(({ verdict }) => verdict === "approve");
  const names = approvers.map(({ decider }) => decider?.displayName ?? "policy: no approval is required");
  return names.length > 0 ? names.join(", ") : "—";
};

const Left = ({ grant }: { grant: Grant }) => {
  if (grant.state === "active" || grant.state === "activating") return <Countdown until={grant.endsAt} />;
  if (grant.state === "scheduled")
    return (
      <>
        begins in <Countdown until={grant.startsAt} />
      </>
    );
  return grant.state === "ending" ? "none: it is being removed" : "none: it is over";
};

/** Who has what, since when and until when; `unread` stands for what the request says, until it was read. */
export const Facts = ({
  grant,
  request,
  unread,
}: {
  grant: Grant;
  request: AccessRequest | undefined;
  unread: string;
}) => (
  <Container header={<Header variant="h2">The access</Header>}>
    <KeyValuePairs
      columns={4}
      items={[
        { label: "Who", value: `${grant.person.displayName} (${grant.person.userName ?? "gone"})` },
        { label: "Role", value: grant.permissionSet.name },
        { label: "Account", value: `${grant.account.name} (${grant.account.id})` },
        { label: "Approved by", value: request ? <Approval request={request} /> : unread },
        { label: "Planned from", value: <Time at={grant.startsAt} /> },
        { label: "Planned until", value: <Time at={grant.endsAt} /> },
        { label: "Duration", value: spokenDuration(windowMinutes(grant)) },
        { label: "Left", value: <Left grant={grant} /> },
        {
          label: "Active since, confirmed by AWS",
          value: grant.activatedAt ? <Time at={grant.activatedAt} /> : "not confirmed",
        },
        ...(request
          ? [
              { label: "Ticket", value: <span className="as-typed">{request.ticket ?? "—"}</span> },
              { label: "Justification", value: <span className="as-typed">{request.justification ?? "—"}</span> },
            ]
          : []),
      ]}
    />
  </Container>
);
