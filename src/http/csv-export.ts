import type { Context } from "hono";
import { type ReadPage, readAllPages } from "./all-pages.ts";
import { csvLine } from "./csv.ts";
import { streamPages } from "./stream-pages.ts";

/** What of a list becomes which columns. */
export type CsvTable<T> = {
  fileName: string;
  columns: readonly string[];
  cells(item: T): readonly (string | number | null)[];
};

/** All pages of a list as one table. */
export const csvExport = async <T>(c: Context, table: CsvTable<T>, read: ReadPage<T>): Promise<Response> => {
  const pages = await readAllPages(read);
  const write = async (items: T[]) => items.map((item) => csvLine(table.cells(item))).join("");
  return c.body(streamPages({ pages, first: csvLine(table.columns), write }), 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${table.fileName}"`,
  });
};
