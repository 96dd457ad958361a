/** How many letters must be put in, left out or changed to make one of the other. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

const closest = (name: string, known: Iterable<string>): string | undefined =>
  [...known]
    .map((one) => ({ one, away: distance(name, one) }))
    .filter(({ away }) => away <= 3)
    .sort((a, b) => a.away - b.away)[0]?.one;

/**
 * Not ours to judge: those of the tests, and what Kubernetes sets in every pod beside a service called stint
 * (https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables).
 */
const foreign = /^STINT_(TEST_|RENEW_|SERVICE_|PORT_)/;

/** Names that look like ours and are not: misspelt, most likely, so that what was meant does not hold. */
export const unknownVariables = (given: Record<string, string | undefined>, known: ReadonlySet<string>): string[] =>
  Object.keys(given).filter((name) => name.startsWith("STINT_") && !known.has(name) && !foreign.test(name));

export const spokenUnknown = (name: string, known: ReadonlySet<string>): string => {
  const meant = closest(name, known);
  return `${name} is nothing that Stint knows.${meant ? ` Did you mean ${meant}?` : " Take it away; docs/configuration.md lists all there are."}`;
};
