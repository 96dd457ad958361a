import type { CredentialCut } from "./credential-cuts.ts";
import {
  type CutGroup,
  type CutWidth,
  documentOf,
  exactGroups,
  inOrder,
  statementOf,
  together,
} from "./cut-statement.ts";

/** A way to say the same in fewer characters, taken as many steps as are needed. */
type Ladder = { steps: number; after(steps: number): string };

type Said = { group: CutGroup; width: CutWidth };

const written = (said: readonly Said[]): string =>
  documentOf(said.map(({ group, width }) => statementOf(group, width)));

const asIs = (groups: readonly CutGroup[]): Said[] => groups.map((group) => ({ group, width: "roles" }));

const oldestMerged = (groups: readonly CutGroup[], { width, steps }: { width: CutWidth; steps: number }): Said[] =>
  steps === 0 ? [] : [{ group: together(groups.slice(0, steps)), width }];

/** In how many roles each person's cuts are, and what they would be together. */
const personsOf = (cuts: readonly CredentialCut[]): { id: string; own: CutGroup[] }[] => {
  const byPerson = new Map<string, CredentialCut[]>();
  for (const cut of cuts) byPerson.set(cut.personId, [...(byPerson.get(cut.personId) ?? []), cut]);
  return [...byPerson].map(([id, theirs]) => ({ id, own: exactGroups(theirs) }));
};

const ownWidths = ["roles", "accounts", "everywhere"] as const;

/**
 * Each person's cuts come together in one statement of their own, ever wider: always those of whoever takes the most room next, so that
 * nobody's are widened for the sake of somebody who has more.
 */
const ownLadder = (cuts: readonly CredentialCut[]): Ladder => {
  const several = personsOf(cuts).filter(({ own }) => own.length > 1);
  const rungs = several
    .flatMap(({ id, own }) => {
      const all = together(own);
      const lengths = [written(asIs(own)), ...ownWidths.map((width) => written([{ group: all, width }]))];
      return ownWidths.map((width, n) => ({ id, said: { group: all, width }, length: lengths[n]?.length ?? 0 }));
    })
    .sort((a, b) => b.length - a.length || (a.id < b.id ? -1 : Number(a.id > b.id)));
  return {
    steps: rungs.length,
    after: (steps) => {
      const merged = new Map(rungs.slice(0, steps).map(({ id, said }) => [id, said]));
      const exact = exactGroups(cuts.filter(({ personId }) => !merged.has(personId)));
      return written([...merged.values(), ...asIs(exact)]);
    },
  };
};

/**
 * From what denies the least beyond the cuts to what is shortest. First everybody's own are merged; only then cuts of different people,
 * the oldest: of those who have many, then of those who have one, at last of all.
 */
export const ladders = (cuts: readonly CredentialCut[]): Ladder[] => {
  const persons = personsOf(cuts);
  const many = inOrder(persons.filter(({ own }) => own.length > 1).map(({ own }) => together(own)));
  const hasMany = new Set(many.flatMap(({ people }) => people));
  const few = exactGroups(cuts.filter(({ personId }) => !hasMany.has(personId)));
  const everywhere = (groups: readonly CutGroup[]): Said[] => groups.map((group) => ({ group, width: "everywhere" }));
  const shareMany: Ladder = {
    steps: many.length,
    after: (steps) =>
      written([...oldestMerged(many, { width: "everywhere", steps }), ...everywhere(many.slice(steps)), ...asIs(few)]),
  };
  const manyAsOne = oldestMerged(many, { width: "everywhere", steps: many.length });
  const shareFew = (width: CutWidth): Ladder => ({
    steps: few.length,
    after: (steps) => written([...manyAsOne, ...oldestMerged(few, { width, steps }), ...asIs(few.slice(steps))]),
  });
  const all = inOrder([...many, ...few]);
  const shareAll: Ladder = {
    steps: all.length,
    after: (steps) => {
      const rest = all.slice(steps);
      const isMany = (group: CutGroup) => many.includes(group);
      return written([
        ...oldestMerged(all, { width: "short-ids", steps }),
        ...everywhere(rest.filter(isMany)),
        ...asIs(rest.filter((group) => !isMany(group))),
      ]);
    },
  };
  return [ownLadder(cuts), shareMany, shareFew("roles"), shareFew("accounts"), shareFew("everywhere"), shareAll];
};
