import type { Person, PersonInGroups } from "../core/directory.ts";
import { CloudError } from "../core/identity-center.ts";
import { Refusal } from "../core/refusal.ts";
import { isSameName, withoutBlanks } from "../core/same-name.ts";
import { findPeopleNamed } from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { askInTime } from "./directory-parts/ask-in-time.ts";
import { directoryStale, type Refreshing, refreshPerson } from "./refresh-person.ts";

export type NameKind = "user-name" | "email";

export type SoughtName = Refreshing & { by: NameKind; name: string };

export const unknownPerson = () =>
  new Refusal("forbidden", [
    {
      code: "sign-in.unknown-person",
      message:
        "You are signed in, but Identity Center has nobody by that name. Ask an administrator whether you are in its directory.",
    },
  ]);

const ambiguous = () =>
  new Refusal("forbidden", [
    {
      code: "sign-in.ambiguous-person",
      message:
        "More than one person in Identity Center has that name, so Stint cannot tell who you are. Ask an administrator to make it unique.",
    },
  ]);

/** A name as it may be asked for; undefined for what nobody can be called. */
const askableName = (name: string): string | undefined => {
  const clean = withoutBlanks(name);
  return clean === "" || clean.length > 320 || clean.includes("\0") ? undefined : clean;
};

const theOnly = <P extends Person>(people: P[]): P | undefined => {
  if (people.length > 1) throw ambiguous();
  return people[0];
};

const bears = (person: Person, { by, name }: SoughtName): boolean =>
  isSameName(by === "email" ? person.email : person.userName, name);

/** The problem is answered, not thrown: the mirror may know somebody. */
const askForId = async (sought: SoughtName): Promise<{ id: string | undefined } | { problem: CloudError }> => {
  const { lookup, by, name, timeout = AbortSignal.timeout } = sought;
  const ask = by === "email" ? lookup.findPersonIdByEmail : lookup.findPersonIdByUserName;
  try {
    return { id: await askInTime(timeout, (signal) => ask(name, signal)) };
  } catch (error) {
    if (error instanceof CloudError) return { problem: error };
    throw error;
  }
};

const inMirror = async (ctx: CommandContext, sought: SoughtName): Promise<string | undefined> => {
  const named = await findPeopleNamed(
    ctx.db,
    sought.by === "email" ? { email: sought.name } : { userName: sought.name },
  );
  return theOnly(named.filter((person) => person.goneAt === null && bears(person, sought)))?.id;
};

/**
 * The one person who bears this user name, or this e-mail, and nothing else of theirs, when asked this moment; undefined when nobody
 * does. Refused as `directory.stale` when Identity Store does not answer and the mirror knows nobody: silence makes nobody unknown.
 * Who is found in the mirror counts only if they still bear the name. Disabled people are returned as such.
 */
export const findPersonByName = async (ctx: CommandContext, facts: SoughtName): Promise<PersonInGroups | undefined> => {
  const name = askableName(facts.name);
  if (name === undefined) return undefined;
  const sought = { ...facts, name };
  // No e-mail address is without it, and a user name must not pass for one.
  if (sought.by === "email" && !name.includes("@")) return undefined;
  const asked = await askForId(sought);
  const answered = "problem" in asked ? undefined : asked.id;
  // A user name is one person's in Identity Store; an address may be several people's, and whoever had it may have passed it on.
  const known = sought.by === "user-name" && answered !== undefined ? undefined : await inMirror(ctx, sought);
  const ids = new Set([known, answered].filter((id) => id !== undefined));
  if (ids.size === 0 && "problem" in asked) throw directoryStale(asked.problem);
  const bearers: PersonInGroups[] = [];
  for (const personId of ids) {
    const person = await refreshPerson(ctx, { ...sought, personId });
    if (person && bears(person, sought)) bearers.push(person);
  }
  const found = theOnly(bearers);
  if (!found && "problem" in asked) throw directoryStale(asked.problem);
  return found;
};

/** The same, refused as `sign-in.unknown-person` when there is nobody. */
export const getPersonByName = async (ctx: CommandContext, sought: SoughtName): Promise<PersonInGroups> => {
  const found = await findPersonByName(ctx, sought);
  if (!found) throw unknownPerson();
  return found;
};
