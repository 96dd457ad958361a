import Button from "@cloudscape-design/components/button";
import ContentLayout from "@cloudscape-design/components/content-layout";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { type AuditEvent, useAuditEvent, useVerification } from "../../../api/audit.ts";
import { ProblemAlert } from "../../../parts/problem-alert.tsx";
import { useFrame } from "../../../shell/frame.tsx";
import { AuditorsOnly } from "../auditors-only.tsx";
import { eventsHelp } from "../events/help.tsx";
import { spokenEvent } from "../spoken-event.ts";
import { who } from "../who.ts";
import { Changes } from "./changes.tsx";
import { Details } from "./details.tsx";
import { EventFacts, EventHashes } from "./event-facts.tsx";

const Neighbours = ({ seq }: { seq: number }) => {
  const newest = useVerification().data?.head.seq;
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button href={`/audit/events/${seq - 1}`} iconName="angle-left" disabled={seq <= 1}>
        Before
      </Button>
      <Button
        href={`/audit/events/${seq + 1}`}
        iconName="angle-right"
        iconAlign="right"
        disabled={newest !== undefined && seq >= newest}
      >
        After
      </Button>
    </SpaceBetween>
  );
};

const Shown = ({ event }: { event: AuditEvent }) => (
  <ContentLayout
    header={
      <Header variant="h1" description={`Event ${event.seq}`} actions={<Neighbours seq={event.seq} />}>
        {who(event)} {spokenEvent(event.action)}
      </Header>
    }
  >
    <SpaceBetween size="l">
      <EventFacts event={event} />
      <Changes event={event} />
      <Details event={event} />
      <EventHashes event={event} />
    </SpaceBetween>
  </ContentLayout>
);

const One = ({ seq }: { seq: string }) => {
  const event = useAuditEvent(seq);
  if (event.data) return <Shown event={event.data} />;
  return (
    <ContentLayout header={<Header variant="h1">Event {seq}</Header>}>
      {event.error ? <ProblemAlert problem={event.error} retry={() => event.refetch()} /> : <Spinner size="large" />}
    </ContentLayout>
  );
};

/** One event of the audit log, whole. */
export const AuditEventPage = () => {
  const { seq = "" } = useParams({ strict: false }) as { seq?: string };
  const frame = useMemo(
    () => ({
      title: `Event ${seq}`,
      crumbs: [
        { text: "Audit log", href: "/audit/events" },
        { text: `Event ${seq}`, href: `/audit/events/${seq}` },
      ],
      help: eventsHelp,
    }),
    [seq],
  );
  useFrame(frame);
  return <AuditorsOnly>{() => <One seq={seq} />}</AuditorsOnly>;
};
