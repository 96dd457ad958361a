const minuteMs = 60_000;

/** However long a reading of the directory takes before it is given up. */
const longestReadingMs = 10 * minuteMs;

/** How old what Stint knows of AWS may be: a reading that was over began after the one before it, give or take how long one takes. */
export const keepMirrorAge = () => {
  const readMs: number[] = [];
  return {
    wasRead: (atMs: number): void => {
      readMs.push(atMs);
    },
    /** Nothing older than this was known then. */
    knownSinceMs: (atMs: number): number => {
      const [, previousMs] = readMs.filter((ms) => ms <= atMs).reverse();
      return (previousMs ?? Number.NEGATIVE_INFINITY) - longestReadingMs;
    },
  };
};

export type MirrorAge = ReturnType<typeof keepMirrorAge>;
