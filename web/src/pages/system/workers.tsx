import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import type { System } from "../../api/system.ts";
import { Empty } from "../../parts/empty.tsx";
import { spokenAge } from "../../parts/spoken-age.ts";
import { Time } from "../../parts/time.tsx";

/** Who gives access and takes it away. */
export const Workers = ({ system: { workers, now } }: { system: System }) => (
  <Table
    header={
      <Header variant="h2" description="Processes that give access and take it away; any number may run.">
        Workers
      </Header>
    }
    items={workers}
    trackBy="name"
    wrapLines
    ariaLabels={{ tableLabel: "Workers" }}
    empty={<Empty title="No worker was heard of within the last hour. Start “stint work”." />}
    columnDefinitions={[
      {
        id: "name",
        header: "Name",
        isRowHeader: true,
        minWidth: 180,
        cell: ({ name }) => <span className="as-typed">{name}</span>,
      },
      {
        id: "state",
        header: "State",
        minWidth: 110,
        cell: ({ isAlive }) =>
          isAlive ? (
            <StatusIndicator type="success">working</StatusIndicator>
          ) : (
            <StatusIndicator type="error">silent</StatusIndicator>
          ),
      },
      { id: "seen", header: "Heard of", cell: ({ seenAt }) => `${spokenAge(seenAt, now)} ago` },
      { id: "started", header: "Since", cell: ({ startedAt }) => <Time at={startedAt} /> },
      { id: "version", header: "Version", cell: ({ version }) => version },
    ]}
  />
);
