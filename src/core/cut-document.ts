import type { CredentialCut } from "./credential-cuts.ts";
import { ladders } from "./cut-merging.ts";
import { documentOf, exactGroups, statementOf, together } from "./cut-statement.ts";

/** The size of a service control policy (AWS Organizations, quotas: maximum and minimum values). */
export const policyCharacters = 5_120;

export type CutDocument = {
  /** Undefined: there is nothing to deny. */
  content: string | undefined;
  /** The cuts that it carries out, whole. */
  held: string[];
  /** Those for which there is no room. */
  leftOut: string[];
};

/** The smallest number from 0 to `most` that will do; undefined when neither 0 nor `most` does. What does for one does for all above. */
const smallest = (most: number, does: (count: number) => boolean): number | undefined => {
  if (does(0)) return 0;
  if (!does(most)) return undefined;
  let [low, high] = [0, most];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (does(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** As few steps as it takes. */
const fitted = (cuts: readonly CredentialCut[], most: number): string | undefined => {
  for (const { steps, after } of ladders(cuts)) {
    const taken = smallest(steps, (count) => after(count).length <= most);
    if (taken !== undefined) return after(taken);
  }
  return undefined;
};

/** Who is cut first when there is no room for all: who was ended early, then whose credentials live longest. */
const byWeight = (a: CredentialCut, b: CredentialCut) =>
  Number(b.isEarly) - Number(a.isEarly) || b.until.getTime() - a.until.getTime() || (a.id < b.id ? -1 : 1);

/**
 * One policy that denies every credential these cuts mean, in at most so many characters. With room, it denies nothing else. When it is
 * full, the cuts of whoever takes the most room share a statement and its latest time; when everybody has one statement, the oldest do:
 * then those people's other credentials may be denied too, if they were issued before that time; newer ones never, and never anybody who
 * was not cut. Cuts for which there is no room even so are named, not dropped. Pure.
 */
export const composeCuts = (cuts: readonly CredentialCut[], most = policyCharacters): CutDocument => {
  if (cuts.length === 0) return { content: undefined, held: [], leftOut: [] };
  const ids = (some: readonly CredentialCut[]) => some.map(({ id }) => id).sort();
  const all = fitted(cuts, most);
  if (all !== undefined) return { content: all, held: ids(cuts), leftOut: [] };
  const weighed = [...cuts].sort(byWeight);
  const left = smallest(weighed.length, (count) => fits(weighed.slice(0, weighed.length - count), most));
  const held = weighed.slice(0, weighed.length - (left ?? weighed.length));
  const content = held.length > 0 ? fitted(held, most) : undefined;
  return { content, held: ids(held), leftOut: ids(weighed.slice(held.length)) };
};

/** In the widest way to say it. */
const fits = (cuts: CredentialCut[], most: number): boolean =>
  cuts.length === 0 || documentOf([statementOf(together(exactGroups(cuts)), "short-ids")]).length <= most;
