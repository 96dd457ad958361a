import { isPresent, type Person, type PersonInGroups } from "../core/directory.ts";
import type { PersonLookup } from "../core/directory-source.ts";
import { CloudError } from "../core/identity-center.ts";
import { Refusal } from "../core/refusal.ts";
import { lockMemberships, replaceGroupsOf } from "../store/memberships.ts";
import {
  findPeopleNamed,
  findPersonInGroups,
  findRefreshedAt,
  markPersonGone,
  saveRefreshedPerson,
} from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { askInTime, type Timeout } from "./directory-parts/ask-in-time.ts";
import { isMirrorFresh, isWithin } from "./mirror-is-fresh.ts";

export type Refreshing = {
  lookup: PersonLookup;
  /** What the mirror knows of the person is taken when it was refreshed no longer ago. 0, and the default, always asks. */
  acceptAgeMs?: number;
  timeout?: Timeout;
};

const readMirror = async (ctx: CommandContext, personId: string): Promise<PersonInGroups | undefined> => {
  const person = await findPersonInGroups(ctx.db, personId);
  return person?.goneAt === null ? person : undefined;
};

const fallBack = async (ctx: CommandContext, facts: { personId: string; now: Date; problem: CloudError }) => {
  const { personId, now } = facts;
  const held = await findPersonInGroups(ctx.db, personId);
  if (held && (await isMirrorFresh(ctx.db, { personId, now }))) return held.goneAt === null ? held : undefined;
  const refusal = new Refusal("unavailable", [
    {
      code: "directory.stale",
      message:
        "Identity Center does not answer, and what Stint last heard of this person is too old to rely on. Try again in a minute.",
    },
  ]);
  refusal.cause = facts.problem;
  throw refusal;
};

type SeenNow = Awaited<ReturnType<PersonLookup["findPerson"]>>;

/** Their rights may have gone with it: who was here is not, or is not in a group any more. */
const hasLostSomething = (held: PersonInGroups, seen: SeenNow): boolean =>
  !seen?.enabled || held.groupIds.some((groupId) => !seen.groupIds.includes(groupId));

/**
 * The person and their groups as Identity Store tells of them this moment, written to the mirror; undefined when there is no such
 * person (any more), disabled people are returned as such. When Identity Store does not answer, the mirror serves if it is at most
 * fifteen minutes old; otherwise refused as `directory.stale`.
 */
export const refreshPerson = async (
  ctx: CommandContext,
  facts: Refreshing & { personId: string },
): Promise<PersonInGroups | undefined> => {
  const { lookup, personId, acceptAgeMs = 0, timeout = AbortSignal.timeout } = facts;
  const readAt = ctx.clock.now();
  if (acceptAgeMs > 0 && isWithin(await findRefreshedAt(ctx.db, personId), readAt, acceptAgeMs))
    return readMirror(ctx, personId);
  try {
    const seen = await askInTime(timeout, (signal) => lookup.findPerson(personId, signal));
    // Identity Store's own spelling of the id is the one that everything else is kept under.
    const id = seen?.id ?? personId;
    await ctx.db.transaction().execute(async (trx) => {
      await lockMemberships(trx, "one person");
      const held = await findPersonInGroups(trx, id);
      if (held && isPresent(held) && hasLostSomething(held, seen)) await ctx.jobs.wake(trx, "recheck");
      if (!seen) return markPersonGone(trx, { id, readAt });
      const isNewest = await saveRefreshedPerson(trx, { person: seen, readAt });
      if (isNewest) await replaceGroupsOf(trx, { personId: id, groupIds: seen.groupIds });
    });
    return await readMirror(ctx, id);
  } catch (error) {
    if (error instanceof CloudError) return fallBack(ctx, { personId, now: readAt, problem: error });
    throw error;
  }
};

/** The form of an Identity Store id, from the API reference of `UserId`. */
const isPersonId = (subject: string) =>
  /^([0-9a-f]{10}-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(subject);

const isSameText = (a: string | null, b: string) => a?.toLowerCase() === b.toLowerCase();

const unknown = () =>
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

const theOnly = <P extends Person>(people: P[]): P | undefined => {
  const present = people.filter((person) => person.goneAt === null);
  if (present.length > 1) throw ambiguous();
  return present[0];
};

type Sought = Refreshing & { subject: string };

/** Undefined when Identity Store knows nobody by exactly this name, or does not answer. */
const askForId = async (facts: Sought, by: "email" | "user-name"): Promise<string | undefined> => {
  const { lookup, subject } = facts;
  const ask = by === "email" ? lookup.findPersonIdByEmail : lookup.findPersonIdByUserName;
  try {
    return await askInTime(facts.timeout ?? AbortSignal.timeout, (signal) => ask(subject, signal));
  } catch (error) {
    if (error instanceof CloudError) return undefined;
    throw error;
  }
};

const cleaned = (subject: string): string => {
  const clean = subject.trim();
  if (clean === "" || clean.length > 320 || clean.includes("\0")) throw unknown();
  return clean;
};

const findById = async (ctx: CommandContext, sought: Sought): Promise<PersonInGroups | undefined> =>
  isPersonId(sought.subject) ? refreshPerson(ctx, { ...sought, personId: sought.subject }) : undefined;

const findByUserName = async (ctx: CommandContext, sought: Sought): Promise<PersonInGroups | undefined> => {
  const id =
    (await askForId(sought, "user-name")) ?? theOnly(await findPeopleNamed(ctx.db, { userName: sought.subject }))?.id;
  const person = id ? await refreshPerson(ctx, { ...sought, personId: id }) : undefined;
  return person && isSameText(person.userName, sought.subject) ? person : undefined;
};

const findByEmail = async (ctx: CommandContext, sought: Sought): Promise<PersonInGroups | undefined> => {
  const writtenTo = theOnly(await findPeopleNamed(ctx.db, { email: sought.subject }))?.id;
  // Who is new is not in the mirror yet, and who bears the address there may have passed it on.
  const ids = new Set([writtenTo, await askForId(sought, "email")].filter((id) => id !== undefined));
  const bearers: PersonInGroups[] = [];
  for (const personId of ids) {
    const person = await refreshPerson(ctx, { ...sought, personId });
    if (person && isSameText(person.email, sought.subject)) bearers.push(person);
  }
  return theOnly(bearers);
};

const finders = { id: findById, email: findByEmail, "user-name": findByUserName };

/**
 * The person a sign-in names, by Identity Store id, else by user name, else by e-mail, whatever the case; refused unless it is
 * exactly one. A name found in the mirror counts only if the person still bears it when asked this moment. Disabled people are
 * returned as such.
 */
export const findPersonForSignIn = async (ctx: CommandContext, facts: Sought): Promise<PersonInGroups> => {
  const sought = { ...facts, subject: cleaned(facts.subject) };
  const found =
    (await findById(ctx, sought)) ?? (await findByUserName(ctx, sought)) ?? (await findByEmail(ctx, sought));
  if (!found) throw unknown();
  return found;
};

/** The one person who bears this id, e-mail or user name, and nothing else of theirs; refused and judged as above. */
export const findPersonBy = async (
  ctx: CommandContext,
  facts: Sought & { by: keyof typeof finders },
): Promise<PersonInGroups> => {
  const found = await finders[facts.by](ctx, { ...facts, subject: cleaned(facts.subject) });
  if (!found) throw unknown();
  return found;
};
