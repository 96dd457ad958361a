export type Pages<Row> = {
  pages: AsyncGenerator<Row[]>;
  first: string;
  write(rows: Row[]): Promise<string>;
  last?: string;
};

/** Whether whoever takes the text still may, asked before every page but the first; and whom to tell when it breaks off. */
export type Watch = { mayGoOn(): Promise<boolean>; failed(problem: unknown): void };

class MayNoLonger extends Error {
  override readonly name = "MayNoLonger";
}

/**
 * Text that is made page by page while it is taken: the next page is read when the client has taken the one before, and none any more
 * when it hangs up. The first is read before this resolves, so that who is refused is told so. What breaks off never ends as if whole.
 */
export const streamPages = async <Row>(made: Pages<Row>, watch: Watch): Promise<ReadableStream<Uint8Array>> => {
  const { pages } = made;
  const encoder = new TextEncoder();
  let read: IteratorResult<Row[]> | undefined = await pages.next();
  const nextPage = async (): Promise<IteratorResult<Row[]>> => {
    if (await watch.mayGoOn()) return pages.next();
    throw new MayNoLonger("The caller is no longer signed in, or may no longer see this.");
  };
  const pull = async (stream: ReadableStreamDefaultController<Uint8Array>) => {
    const { done, value } = read ?? (await nextPage());
    read = undefined;
    if (!done) return stream.enqueue(encoder.encode(await made.write(value)));
    if (made.last) stream.enqueue(encoder.encode(made.last));
    stream.close();
  };
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(made.first)),
    pull: async (stream) => {
      try {
        await pull(stream);
      } catch (problem) {
        watch.failed(problem);
        throw problem;
      }
    },
    cancel: async () => {
      await pages.return(undefined);
    },
  });
};
