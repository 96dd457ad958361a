import type { Person } from "../core/directory.ts";

/** Someone who is mentioned, by the name the directory last had for them; by their id when it never had any. */
export type NamedPerson = { id: string; displayName: string; userName: string | null };

export const namedPerson = (id: string, people: ReadonlyMap<string, Person>): NamedPerson => {
  const person = people.get(id);
  return { id, displayName: person?.displayName || id, userName: person?.userName ?? null };
};
