import type { Person } from "./directory.ts";

export type Identity = Pick<Person, "id" | "userName" | "email">;

const folded = (text: string) => text.normalize("NFKC").trim().toLowerCase();

/** Everything by which someone could be recognised as the same human being. Names and addresses are compared with each other too. */
const marksOf = ({ id, userName, email }: Identity): string[] => [
  `id ${folded(id)}`,
  ...[userName, email].flatMap((name) => (name && folded(name) ? [`name ${folded(name)}`] : [])),
];

/**
 * Whether the two are, or could be, one human being: the same id in another spelling, or another directory entry with the same
 * user name or e-mail address. Used only to keep people out of deciding, never to let them in.
 */
export const isSamePerson = (one: Identity, other: Identity): boolean => {
  const marks = new Set(marksOf(one));
  return marksOf(other).some((mark) => marks.has(mark));
};

/** Each human being once, as the first entry in which they appear. */
export const distinctPeople = <P extends Identity>(people: readonly P[]): P[] => {
  const seen = new Set<string>();
  return people.filter((person) => {
    const marks = marksOf(person);
    const isNew = !marks.some((mark) => seen.has(mark));
    for (const mark of marks) seen.add(mark);
    return isNew;
  });
};
