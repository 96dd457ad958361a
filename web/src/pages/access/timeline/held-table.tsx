import Table from "@cloudscape-design/components/table";
import type { Grant, Me } from "../../../api/shapes.ts";
import { columnsFor } from "../columns.tsx";

const shown = ["role", "account", "person", "state", "from", "until", "held"];

/** What the picture shows, in rows. */
export const HeldTable = ({ me, grants }: { me: Me; grants: readonly Grant[] }) => (
  <Table
    variant="borderless"
    items={grants}
    trackBy="id"
    wrapLines
    ariaLabels={{ tableLabel: "Access held in this period" }}
    columnDefinitions={columnsFor(me, "ended").filter(({ id }) => id && shown.includes(id))}
  />
);
