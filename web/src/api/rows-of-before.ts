type Asked = Record<string, string | undefined>;

/** The rows of before stay while others are read only if they are of the same kind: one view's rows are no answer to another. */
export const rowsOfBefore =
  (query: Asked, kinds: readonly string[]) =>
  <T>(rows: T | undefined, before: { queryKey: readonly unknown[] } | undefined): T | undefined => {
    const asked = before?.queryKey[1] as Asked | undefined;
    return kinds.every((key) => asked?.[key] === query[key]) ? rows : undefined;
  };
