import type { Context } from "hono";
import { type ReadPage, readAllPages } from "./all-pages.ts";
import { streamPages } from "./stream-pages.ts";

/** How a row of a list is written; `shape` has the last word on what is in it. */
type JsonRows<T> = { fileName: string; shape: { parse(row: unknown): unknown }; present(item: T): unknown };

/** All pages of a list as one JSON document of the list's own form, one row to a line. */
export const jsonExport = async <T>(c: Context, rows: JsonRows<T>, read: ReadPage<T>): Promise<Response> => {
  const pages = await readAllPages(read);
  let isFirst = true;
  const line = (item: T): string => {
    const separator = isFirst ? "\n" : ",\n";
    isFirst = false;
    return separator + JSON.stringify(rows.shape.parse(rows.present(item)));
  };
  const write = async (items: T[]) => items.map(line).join("");
  return c.body(streamPages({ pages, first: '{"items":[', write, last: "\n]}\n" }), 200, {
    "content-type": "application/json; charset=utf-8",
    "content-disposition": `attachment; filename="${rows.fileName}"`,
  });
};
