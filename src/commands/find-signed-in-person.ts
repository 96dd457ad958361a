import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { Refusal } from "../core/refusal.ts";
import { isSameName, withoutBlanks } from "../core/same-name.ts";
import type { CommandContext } from "./context.ts";
import { findPersonByName, type NameKind, unknownPerson } from "./find-person-by-name.ts";
import { type Refreshing, refreshPerson } from "./refresh-person.ts";

/** What an identity provider signed about one person: the subject, and the attributes beside it. */
export type SignedNames = {
  nameId: string;
  nameIdFormat?: string | null;
  userId?: string;
  userName?: string;
  email?: string;
};

type Name = { by: NameKind; name: string };
type Sought = Refreshing & { subject: SignedNames };

/** The form of an Identity Store id, from the API reference of `UserId`. */
const isPersonId = (name: string) =>
  /^([0-9a-f]{10}-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(name);

/** SAML Core §8.3.2. */
const emailFormat = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

const contradiction = () =>
  new Refusal("forbidden", [
    {
      code: "sign-in.ambiguous-person",
      message:
        "The names in this sign-in belong to different people in Identity Center, so Stint cannot tell who you are. Ask an administrator to look at the application's attribute mappings.",
    },
  ]);

const idsIn = ({ nameId, userId }: SignedNames): string[] =>
  [nameId, userId].flatMap((name) => {
    const id = name === undefined ? "" : withoutBlanks(name).toLowerCase();
    return isPersonId(id) ? [id] : [];
  });

const attributesIn = ({ userName, email }: SignedNames): Name[] => [
  ...(userName === undefined ? [] : [{ by: "user-name", name: userName } as const]),
  ...(email === undefined ? [] : [{ by: "email", name: email } as const]),
];

const namesIn = (subject: SignedNames): Name[] => {
  const { nameId: name, nameIdFormat } = subject;
  const own: Name[] =
    nameIdFormat === emailFormat
      ? [{ by: "email", name }]
      : [
          { by: "user-name", name },
          { by: "email", name },
        ];
  return [...own, ...attributesIn(subject)].filter(
    ({ by, name: one }, at, all) => all.findIndex((other) => other.by === by && isSameName(other.name, one)) === at,
  );
};

/** Everybody whom one of the names fits. A name that fits nobody says nothing. */
const peopleCalled = async (ctx: CommandContext, facts: Sought & { names: Name[] }): Promise<PersonInGroups[]> => {
  const found = new Map<string, PersonInGroups>();
  for (const name of facts.names) {
    const person = await findPersonByName(ctx, { ...facts, ...name });
    if (person) found.set(person.id, person);
  }
  return [...found.values()];
};

/** Ids are never given to anybody else: an id that is gone is nobody, whatever else was signed along with it. */
const findById = async (ctx: CommandContext, facts: Sought & { id: string }): Promise<PersonInGroups> => {
  const person = await refreshPerson(ctx, { ...facts, personId: facts.id });
  if (!person) throw unknownPerson();
  // Who is disabled gets no further than that.
  if (!isPresent(person)) return person;
  const own: Record<NameKind, string | null> = { "user-name": person.userName, email: person.email };
  const signed = isPersonId(withoutBlanks(facts.subject.nameId)) ? attributesIn : namesIn;
  const names = signed(facts.subject).filter(({ by, name }) => !isSameName(own[by], withoutBlanks(name)));
  const others = await peopleCalled(ctx, { ...facts, names });
  if (others.some(({ id }) => id !== person.id)) throw contradiction();
  return person;
};

/**
 * The one person whom a SAML sign-in names. An Identity Store id is final. A subject in the format of an e-mail address is an e-mail and
 * nothing else, any other may be a user name or an e-mail; the attribute `userName` is a user name and `email` an e-mail. All of these
 * that fit anybody must fit the same person, or nobody is signed in. Disabled people are returned as such.
 */
export const findSignedInPerson = async (ctx: CommandContext, facts: Sought): Promise<PersonInGroups> => {
  const [id, ...more] = idsIn(facts.subject);
  if (id !== undefined && more.some((other) => other !== id)) throw contradiction();
  if (id !== undefined) return findById(ctx, { ...facts, id });
  const [person, ...others] = await peopleCalled(ctx, { ...facts, names: namesIn(facts.subject) });
  if (!person) throw unknownPerson();
  if (others.length > 0) throw contradiction();
  return person;
};
