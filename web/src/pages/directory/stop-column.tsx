import Button from "@cloudscape-design/components/button";
import type { TableProps } from "@cloudscape-design/components/table";
import { stopAddress } from "../../parts/stop-address.ts";

type Said = { kind: "person" | "account" | "permission-set"; id: string; name: string };

const words = { person: "of", account: "in", "permission-set": "with" };

/** A last column that leads to the emergency stop of a row, filled in; for those who may stop. */
export const stopColumn = <Row,>(said: (row: Row) => Said): TableProps.ColumnDefinition<Row> => ({
  id: "stop",
  header: "Emergency stop",
  minWidth: 150,
  cell: (row) => {
    const { kind, id, name } = said(row);
    return (
      <Button
        variant="inline-link"
        href={stopAddress({ kind, id })}
        ariaLabel={`Stop everything ${words[kind]} ${name}`}
      >
        Stop everything
      </Button>
    );
  },
});
