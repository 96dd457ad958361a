import { call, incomplete } from "./call.ts";

type Page = { NextToken?: string | undefined };

/**
 * Every page of a list, to the last: a page may be empty and yet have a token, and only a missing token is the end.
 * `before` is awaited ahead of each call.
 */
export async function* pagesOf<Output extends Page>(
  operation: string,
  send: (token: string | undefined) => Promise<Output>,
  before: () => Promise<void> = async () => undefined,
): AsyncGenerator<Output> {
  let token: string | undefined;
  for (;;) {
    await before();
    const page = await call(operation, () => send(token));
    yield page;
    // The same token again would be read for ever.
    if (page.NextToken !== undefined && page.NextToken === token) throw incomplete(operation, "a new page token");
    token = page.NextToken;
    if (!token) return;
  }
}

/** All rows of a list. A failing page fails the whole: half a list is never taken for the list. */
export const allRows = async <Output extends Page, Row>(
  pages: AsyncGenerator<Output>,
  rowsOf: (page: Output) => Row[] | undefined,
): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const page of pages) rows.push(...(rowsOf(page) ?? []));
  return rows;
};
