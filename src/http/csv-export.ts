import type { Context } from "hono";
import { csvLine } from "./csv.ts";
import { streamPages } from "./stream-pages.ts";

type Page<T> = { items: T[]; nextCursor?: string };

/** What of a list becomes which columns. */
export type CsvTable<T> = {
  fileName: string;
  columns: readonly string[];
  cells(item: T): readonly (string | number | null)[];
};

/** So many rows are in memory at a time, whatever the length of the export. */
const exportedAtOnce = 500;

/**
 * All pages of a list as one table. The first is read before anything is answered: who may not see the list is told so, and gets no
 * empty file.
 */
export const csvExport = async <T>(
  c: Context,
  table: CsvTable<T>,
  read: (page: { limit: number; cursor: string | undefined }) => Promise<Page<T>>,
): Promise<Response> => {
  const first = await read({ limit: exportedAtOnce, cursor: undefined });
  const pages = async function* () {
    let page = first;
    yield page.items;
    while (page.nextCursor !== undefined) {
      page = await read({ limit: exportedAtOnce, cursor: page.nextCursor });
      yield page.items;
    }
  };
  const write = async (items: T[]) => items.map((item) => csvLine(table.cells(item))).join("");
  return c.body(streamPages({ pages: pages(), first: csvLine(table.columns), write }), 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${table.fileName}"`,
  });
};
