type Page<T> = { items: T[]; nextCursor?: string };

export type ReadPage<T> = (page: { limit: number; cursor: string | undefined }) => Promise<Page<T>>;

/** So many rows are in memory at a time, whatever the length of the export. */
const exportedAtOnce = 100;

/** All pages of a list, one after the other. */
export async function* readAllPages<T>(read: ReadPage<T>): AsyncGenerator<T[]> {
  let cursor: string | undefined;
  do {
    const page = await read({ limit: exportedAtOnce, cursor });
    cursor = page.nextCursor;
    yield page.items;
  } while (cursor !== undefined);
}
