type Page<T> = { items: T[]; nextCursor?: string };

export type ReadPage<T> = (page: { limit: number; cursor: string | undefined }) => Promise<Page<T>>;

/** So many rows are in memory at a time, whatever the length of the export. */
const exportedAtOnce = 100;

/**
 * All pages of a list, one after the other. The first is read before this resolves: who may not see the list is told so, and gets no
 * empty file.
 */
export const readAllPages = async <T>(read: ReadPage<T>): Promise<AsyncGenerator<T[]>> => {
  // The only reference to a page: what was written is kept by nobody, however slowly the next one is taken.
  let page = await read({ limit: exportedAtOnce, cursor: undefined });
  const pages = async function* () {
    yield page.items;
    while (page.nextCursor !== undefined) {
      page = await read({ limit: exportedAtOnce, cursor: page.nextCursor });
      yield page.items;
    }
  };
  return pages();
};
