/** How many letters must be put in, left out, changed or swapped with their neighbour to make one of the other. */
const distance = (a: string, b: string): number => {
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= a.length; i += 1) {
    rows.push([i]);
    for (let j = 1; j <= b.length; j += 1) {
      const changed = at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? at(i - 2, j - 2) + 1 : Number.POSITIVE_INFINITY;
      rows[i]?.push(Math.min(changed, swapped, at(i - 1, j) + 1, at(i, j - 1) + 1));
    }
  }
  return at(a.length, b.length);
};

/** What was probably meant; undefined when nothing is alike enough. */
const nearest = (word: string, known: Iterable<string>): string | undefined => {
  const asked = word.toLowerCase();
  const most = Math.max(1, Math.floor(asked.length / 3));
  return [...known]
    .map((name) => ({ name, away: distance(asked, name.toLowerCase()) }))
    .filter(({ name, away }) => away <= most || (asked.length > 2 && name.toLowerCase().startsWith(asked)))
    .sort((one, other) => one.away - other.away)[0]?.name;
};

/** “ Did you mean …?”, or nothing. */
export const didYouMean = (word: string, known: Iterable<string>): string => {
  const meant = nearest(word, known);
  return meant === undefined ? "" : ` Did you mean “${meant}”?`;
};
