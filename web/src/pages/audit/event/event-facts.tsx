import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import Link from "@cloudscape-design/components/link";
import type { AuditEvent } from "../../../api/audit.ts";
import { SubjectLink } from "../subject-link.tsx";
import { who } from "../who.ts";

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

const hash = (label: string, value: string) => ({
  label,
  value: (
    <CopyToClipboard
      variant="inline"
      textToCopy={value}
      textToDisplay={value}
      copyButtonAriaLabel={`Copy: ${label}`}
      copySuccessText="Copied"
      copyErrorText="The browser did not allow it"
    />
  ),
});

const link = (label: string, href: string, text: string) => ({ label, value: <Link href={href}>{text}</Link> });

/** Who did what to what and when, to the millisecond, and where it stands in the chain. */
export const EventFacts = ({ event }: { event: AuditEvent }) => {
  const { actor, at, action, requestId, grantId, personId, personName, account, permissionSet } = event;
  return (
    <Container header={<Header variant="h2">What happened</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: "Who", value: `${who(event)}${actor.id && actor.displayName ? ` (${actor.id})` : ""}` },
          { label: "Action", value: <code>{action}</code> },
          { label: "To what", value: <SubjectLink event={event} /> },
          { label: "When", value: exact.format(new Date(at)) },
          { label: "When, in UTC", value: at },
          ...(actor.via ? [{ label: "Through API client", value: actor.via }] : []),
          ...(personId ? [{ label: "About whom", value: personName ?? personId }] : []),
          ...(permissionSet ? [{ label: "Role", value: permissionSet.name }] : []),
          ...(account ? [{ label: "Account", value: `${account.name} (${account.id})` }] : []),
          ...(requestId
            ? [
                link("Request", `/requests/${requestId}`, requestId),
                link("In the log", `/audit/events?request=${requestId}&sort=at`, "Everything of this request"),
              ]
            : []),
          ...(grantId ? [link("Access", `/access/${grantId}`, grantId)] : []),
        ]}
      />
    </Container>
  );
};

export const EventHashes = ({ event }: { event: AuditEvent }) => (
  <Container
    header={
      <Header variant="h2" description="Changing anything in this event, or in one before it, would change its hash.">
        Its place in the chain
      </Header>
    }
  >
    <div className="long-words">
      <KeyValuePairs
        columns={1}
        items={[
          { label: "Number", value: event.seq },
          hash("Hash", event.hash),
          hash("Hash of the event before", event.previousHash),
        ]}
      />
    </div>
  </Container>
);
