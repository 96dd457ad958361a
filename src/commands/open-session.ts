import { refuse } from "../core/decision.ts";
import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { Refusal } from "../core/refusal.ts";
import { secretHash } from "../core/secret-hash.ts";
import { addMilliseconds, earlier } from "../core/time.ts";
import { appendAudit } from "../store/audit-events.ts";
import { deleteExpiredSessions, deleteSession, deleteSessionsOfBrowser, insertSession } from "../store/sessions.ts";
import type { SignInProtocol } from "../store/sign-ins.ts";
import type { CommandContext } from "./context.ts";
import { newSecret } from "./new-secret.ts";

export type SignedInBrowser = {
  address: string;
  /** A secret of this browser, where it keeps one: its other sessions end. */
  secret?: string | undefined;
  /** The session it had, if it sent one: it ends. */
  previousToken?: string | undefined;
};

type Opening = {
  person: PersonInGroups;
  by: SignInProtocol;
  /** What the provider calls its session with them, where it says. */
  reference?: string | undefined;
  beganAt: "stint" | "portal";
  /** What the provider calls them, for the audit log. */
  subject: string;
  /** When they proved who they are to the provider; undefined when it did not say. */
  authenticatedAt: Date | undefined;
  /** Whether that can be relied on. */
  isProvenAnew: boolean;
  /** When the provider wants it to end, where it says. */
  until?: Date | undefined;
  sessionMs: number;
  browser: SignedInBrowser;
};

const disabledPerson = refuse("sign-in.person-disabled", "You are disabled in Identity Center, so you cannot sign in.");

/** Opens a session for somebody who proved who they are, unless they are disabled. Answers the token for the cookie, new each time; only its hash is kept. */
export const openSession = async (ctx: CommandContext, facts: Opening): Promise<string> => {
  const { person, by, reference, subject, authenticatedAt, browser } = facts;
  if (!isPresent(person)) throw new Refusal("forbidden", [disabledPerson]);
  const token = newSecret();
  const now = ctx.clock.now();
  const longest = addMilliseconds(now, facts.sessionMs);
  const browserHash = browser.secret ? secretHash(browser.secret) : null;
  await deleteExpiredSessions(ctx.db, now);
  await ctx.db.transaction().execute(async (trx) => {
    if (browser.previousToken) await deleteSession(trx, secretHash(browser.previousToken));
    if (browserHash) await deleteSessionsOfBrowser(trx, browserHash);
    await insertSession(trx, {
      tokenHash: secretHash(token),
      personId: person.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: facts.until ? earlier(facts.until, longest) : longest,
      via: reference ? `${by}:${reference}` : by,
      // A provider whose clock is ahead makes nobody's sign-in fresher than now.
      authenticatedAt: authenticatedAt && facts.isProvenAnew ? earlier(authenticatedAt, now) : null,
      browserHash,
    });
    await appendAudit(trx, { at: now, newId: ctx.ids.newId }, [
      {
        actor: { kind: "person", id: person.id },
        action: "sign-in.succeeded",
        subject: { kind: "person", id: person.id },
        personId: person.id,
        data: {
          ...{ via: by, beganAt: facts.beganAt, userName: person.userName, subject, address: browser.address },
          ...(authenticatedAt ? { authenticatedAt: authenticatedAt.toISOString() } : {}),
        },
      },
    ]);
  });
  return token;
};
