import { refuse } from "../core/decision.ts";
import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { Refusal } from "../core/refusal.ts";
import { secretHash } from "../core/secret-hash.ts";
import { addMilliseconds, earlier } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { deleteExpiredSessions, deleteSession, insertSession } from "../store/sessions.ts";
import type { SignInProtocol } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { newSecret } from "./new-secret.ts";

type Opening = {
  person: PersonInGroups;
  by: SignInProtocol;
  /** What the provider calls its session with them, where it says. */
  reference?: string | undefined;
  beganAt: "stint" | "portal";
  /** When they proved who they are to the provider; undefined when it did not say. */
  authenticatedAt: Date | undefined;
  sessionMs: number;
  /** The session this browser had, if it sent one: it ends. */
  previousToken?: string | undefined;
};

const disabledPerson = refuse("sign-in.person-disabled", "You are disabled in Identity Center, so you cannot sign in.");

/** Opens a session for somebody who proved who they are, unless they are disabled. Answers the token for the cookie, new each time; only its hash is kept. */
export const openSession = async (ctx: CommandContext, facts: Opening): Promise<string> => {
  const { person, by, reference, authenticatedAt } = facts;
  if (!isPresent(person)) throw new Refusal("forbidden", [disabledPerson]);
  const token = newSecret();
  const now = ctx.clock.now();
  await deleteExpiredSessions(ctx.db, now);
  await ctx.db.transaction().execute(async (trx) => {
    if (facts.previousToken) await deleteSession(trx, secretHash(facts.previousToken));
    await insertSession(trx, {
      tokenHash: secretHash(token),
      personId: person.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: addMilliseconds(now, facts.sessionMs),
      via: reference ? `${by}:${reference}` : by,
      // A provider whose clock is ahead makes nobody's sign-in fresher than now.
      authenticatedAt: authenticatedAt ? earlier(authenticatedAt, now) : null,
    });
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, [
      {
        actor: { kind: "person", id: person.id },
        action: "sign-in.succeeded",
        subject: { kind: "person", id: person.id },
        personId: person.id,
        data: { via: by, beganAt: facts.beganAt, userName: person.userName },
      },
    ]);
  });
  return token;
};
