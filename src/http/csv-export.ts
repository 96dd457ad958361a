import type { Context } from "hono";
import { csvLine } from "./csv.ts";

type Cells = readonly (string | number | null)[];

type Page<T> = { items: T[]; nextCursor?: string };

/** What of a list becomes which columns. */
export type CsvTable<T> = { fileName: string; columns: readonly string[]; cells(item: T): Cells };

/** So many rows are in memory at a time, whatever the length of the export. */
const exportedAtOnce = 500;

/**
 * All pages of a list as one table, each read when the client has taken the one before. The first is read before anything is answered:
 * who may not see the list is told so, and gets no empty file.
 */
export const csvExport = async <T>(
  c: Context,
  table: CsvTable<T>,
  read: (page: { limit: number; cursor: string | undefined }) => Promise<Page<T>>,
): Promise<Response> => {
  const encoder = new TextEncoder();
  const linesOf = (page: Page<T>) => page.items.map((item) => csvLine(table.cells(item))).join("");
  let page: Page<T> | undefined = await read({ limit: exportedAtOnce, cursor: undefined });
  let head = csvLine(table.columns);
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      if (!page) return controller.close();
      controller.enqueue(encoder.encode(head + linesOf(page)));
      head = "";
      const cursor: string | undefined = page.nextCursor;
      page = cursor === undefined ? undefined : await read({ limit: exportedAtOnce, cursor });
    },
  });
  return c.body(stream, 200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${table.fileName}"`,
  });
};
