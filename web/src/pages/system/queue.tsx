import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import type { System } from "../../api/system.ts";
import { spokenAge } from "../../parts/spoken-age.ts";

const names = { end: "Removing access", activate: "Giving access" };

/** What waits for a worker, in the order in which it is worked through. */
export const Queue = ({ system: { lanes, now } }: { system: System }) => (
  <Table
    header={
      <Header variant="h2" description="Removals are worked on before anything else.">
        Queue
      </Header>
    }
    items={lanes}
    trackBy="lane"
    wrapLines
    ariaLabels={{ tableLabel: "Queue" }}
    columnDefinitions={[
      { id: "lane", header: "Work", isRowHeader: true, cell: ({ lane }) => names[lane] },
      { id: "waiting", header: "Waiting for their turn", cell: ({ waiting }) => waiting },
      {
        id: "oldest",
        header: "Longest wait",
        cell: ({ oldestDueAt }) => (oldestDueAt ? spokenAge(oldestDueAt, now) : "—"),
      },
      { id: "worked", header: "Being worked on", cell: ({ workedOn }) => workedOn },
    ]}
  />
);
