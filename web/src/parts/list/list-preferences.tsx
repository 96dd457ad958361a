import CollectionPreferences from "@cloudscape-design/components/collection-preferences";
import type { TableProps } from "@cloudscape-design/components/table";
import type { ListAddress } from "./use-list-address.ts";

const usualLimit = "50";

type Columns<T> = readonly TableProps.ColumnDefinition<T>[];

/** The columns in the order and choice of the address; without a word there, those that are not marked as hidden at first. */
export const columnDisplay = <T,>(
  columns: Columns<T>,
  facts: { said: string | undefined; hidden: readonly string[] },
) => {
  const ids = columns.flatMap(({ id }) => id ?? []);
  const chosen = facts.said
    ? facts.said.split(",").filter((id) => ids.includes(id))
    : ids.filter((id) => !facts.hidden.includes(id));
  return [...chosen, ...ids.filter((id) => !chosen.includes(id))].map((id) => ({ id, visible: chosen.includes(id) }));
};

/** How many rows a page has and which columns are shown, kept in the address. */
export const ListPreferences = <T,>(facts: {
  columns: Columns<T>;
  hidden: readonly string[];
  address: ListAddress;
}) => {
  const { columns, hidden, address } = facts;
  const display = columnDisplay(columns, { said: address.said.columns, hidden });
  const usual = columnDisplay(columns, { said: undefined, hidden });
  const shown = (items: readonly { id: string; visible: boolean }[]) =>
    items.flatMap(({ id, visible }) => (visible ? id : [])).join();
  return (
    <CollectionPreferences
      title="What is shown"
      confirmLabel="Show"
      cancelLabel="Leave as it is"
      preferences={{ pageSize: Number(address.said.limit ?? usualLimit), contentDisplay: display }}
      pageSizePreference={{
        title: "Rows on a page",
        options: [20, 50, 100, 200].map((value) => ({ value, label: `${value} rows` })),
      }}
      contentDisplayPreference={{
        title: "Columns",
        options: columns.flatMap(({ id, header, isRowHeader }) =>
          id ? [{ id, label: String(header), ...(isRowHeader ? { alwaysVisible: true } : {}) }] : [],
        ),
      }}
      onConfirm={({ detail }) => {
        const chosen = shown(detail.contentDisplay ?? display);
        const limit = String(detail.pageSize ?? usualLimit);
        address.change({
          columns: chosen === shown(usual) ? undefined : chosen,
          limit: limit === usualLimit ? undefined : limit,
        });
      }}
    />
  );
};
