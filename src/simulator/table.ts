type KeyOf<Row> = (row: Row) => string;

export type TableShape<Row, Index extends string> = {
  key: KeyOf<Row>;
  indexes: Record<Index, KeyOf<Row>>;
};

export type Table<Row, Index extends string = never> = {
  readonly size: number;
  get(key: string): Row | undefined;
  has(key: string): boolean;
  /** Adds the row, or takes the place of the row with the same key. */
  put(row: Row): void;
  delete(key: string): boolean;
  all(): Row[];
  /** The rows in the order they were put, without copying them; rows may be deleted on the way. */
  values(): IterableIterator<Row>;
  /** Rows whose indexed value is `value`, in the order they were first put. */
  where(index: Index, value: string): Row[];
  count(index: Index, value: string): number;
};

/**
 * Rows found by key or by index without scanning, in the order they were put.
 * Rows are replaced, never changed in place: a change in place would leave the indexes wrong.
 */
export const table = <Row, Index extends string = never>(
  shape: TableShape<Row, Index>,
  changed: () => void,
): Table<Row, Index> => {
  const rows = new Map<string, Row>();
  const names = Object.keys(shape.indexes) as Index[];
  const indexes = new Map(names.map((name) => [name, new Map<string, Set<string>>()]));

  const unlink = (key: string, row: Row) => {
    for (const name of names) {
      const value = shape.indexes[name](row);
      const keys = indexes.get(name)?.get(value);
      keys?.delete(key);
      if (keys?.size === 0) indexes.get(name)?.delete(value);
    }
  };
  const link = (key: string, row: Row) => {
    for (const name of names) {
      const value = shape.indexes[name](row);
      const keys = indexes.get(name)?.get(value);
      if (keys) keys.add(key);
      else indexes.get(name)?.set(value, new Set([key]));
    }
  };
  const sameEntries = (before: Row, after: Row) =>
    names.every((name) => shape.indexes[name](before) === shape.indexes[name](after));

  return {
    get size() {
      return rows.size;
    },
    get: (key) => rows.get(key),
    has: (key) => rows.has(key),
    put(row) {
      const key = shape.key(row);
      const before = rows.get(key);
      rows.set(key, row);
      if (!before) link(key, row);
      else if (!sameEntries(before, row)) {
        unlink(key, before);
        link(key, row);
      }
      changed();
    },
    delete(key) {
      const row = rows.get(key);
      if (!row) return false;
      unlink(key, row);
      rows.delete(key);
      changed();
      return true;
    },
    all: () => [...rows.values()],
    values: () => rows.values(),
    where: (index, value) =>
      [...(indexes.get(index)?.get(value) ?? [])].flatMap((key) => {
        const row = rows.get(key);
        return row ? [row] : [];
      }),
    count: (index, value) => indexes.get(index)?.get(value)?.size ?? 0,
  };
};
