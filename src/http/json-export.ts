import { type ReadPage, readAllPages } from "./all-pages.ts";
import { type ExportCall, exportPages } from "./export-pages.ts";

/** How a row of a list is written; `shape` has the last word on what is in it. */
type JsonRows<T> = { fileName: string; shape: { parse(row: unknown): unknown }; present(item: T): unknown };

/** All pages of a list as one JSON document of the list's own form, one row to a line. */
export const jsonExport = <T>(call: ExportCall, { rows, read }: { rows: JsonRows<T>; read: ReadPage<T> }) => {
  let isFirst = true;
  const line = (item: T): string => {
    const separator = isFirst ? "\n" : ",\n";
    isFirst = false;
    return separator + JSON.stringify(rows.shape.parse(rows.present(item)));
  };
  return exportPages(call, {
    name: rows.fileName,
    type: "application/json",
    pages: readAllPages(read),
    first: '{"items":[',
    write: async (items: T[]) => items.map(line).join(""),
    last: "\n]}\n",
  });
};
