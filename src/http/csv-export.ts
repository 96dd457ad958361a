import { type ReadPage, readAllPages } from "./all-pages.ts";
import { csvLine } from "./csv.ts";
import { type ExportCall, exportPages } from "./export-pages.ts";

/** What of a list becomes which columns. */
export type CsvTable<T> = {
  fileName: string;
  columns: readonly string[];
  cells(item: T): readonly (string | number | null)[];
};

/** All pages of a list as one table. */
export const csvExport = <T>(call: ExportCall, { table, read }: { table: CsvTable<T>; read: ReadPage<T> }) =>
  exportPages(call, {
    name: table.fileName,
    type: "text/csv",
    pages: readAllPages(read),
    first: csvLine(table.columns),
    write: async (items: T[]) => items.map((item) => csvLine(table.cells(item))).join(""),
  });
