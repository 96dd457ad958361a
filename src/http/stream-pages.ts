/**
 * Text that is made page by page while it is taken: the next page is read when the client has taken the one before, and none any more
 * when it hangs up.
 */
export const streamPages = <Row>(made: {
  pages: AsyncGenerator<Row[]>;
  first: string;
  write(rows: Row[]): Promise<string>;
  last?: string;
}): ReadableStream<Uint8Array> => {
  const { pages } = made;
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: (stream) => stream.enqueue(encoder.encode(made.first)),
    pull: async (stream) => {
      const { done, value } = await pages.next();
      if (!done) return stream.enqueue(encoder.encode(await made.write(value)));
      if (made.last) stream.enqueue(encoder.encode(made.last));
      stream.close();
    },
    cancel: async () => {
      await pages.return(undefined);
    },
  });
};
