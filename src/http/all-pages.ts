type Page<T> = { items: T[]; nextCursor?: string };

export type ReadPage<T> = (page: { limit: number; cursor: string | undefined }) => Promise<Page<T>>;

/** So many rows are in memory at a time, whatever the length of the export. */
const exportedAtOnce = 500;

/**
 * All pages of a list, one after the other. The first is read before this resolves: who may not see the list is told so, and gets no
 * empty file.
 */
export const readAllPages = async <T>(read: ReadPage<T>): Promise<AsyncGenerator<T[]>> => {
  const first = await read({ limit: exportedAtOnce, cursor: undefined });
  const pages = async function* () {
    let page = first;
    yield page.items;
    while (page.nextCursor !== undefined) {
      page = await read({ limit: exportedAtOnce, cursor: page.nextCursor });
      yield page.items;
    }
  };
  return pages();
};
