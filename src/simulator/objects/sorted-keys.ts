/** Up to so many, new keys are put in their places one by one; more are sorted in together. */
const FEW = 64;

export type SortedKeys = {
  add(key: string): void;
  remove(key: string): void;
  /** Place of the first key that is not before `key`. */
  placeOf(key: string): number;
  at(place: number): string | undefined;
};

const firstNotBefore = (keys: readonly string[], key: string): number => {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? "") < key) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** Keys in order, found without looking at all of them: adding a million and then listing sorts once. Each key is added once. */
export const sortedKeys = (): SortedKeys => {
  let keys: string[] = [];
  let added: string[] = [];
  const settle = () => {
    if (added.length === 0) return;
    if (added.length > FEW) keys = [...keys, ...added].sort((one, other) => (one < other ? -1 : 1));
    else for (const key of added) keys.splice(firstNotBefore(keys, key), 0, key);
    added = [];
  };
  return {
    add: (key) => {
      added.push(key);
    },
    remove(key) {
      settle();
      const place = firstNotBefore(keys, key);
      if (keys[place] === key) keys.splice(place, 1);
    },
    placeOf(key) {
      settle();
      return firstNotBefore(keys, key);
    },
    at: (place) => keys[place],
  };
};
