import type { Actor } from "../core/audit.ts";
import { refuse } from "../core/decision.ts";
import { isPresent } from "../core/directory.ts";
import { Refusal } from "../core/refusal.ts";
import { isScope, scopes } from "../core/scopes.ts";
import { secretHash } from "../core/secret-hash.ts";
import { type ApiClient, insertApiClient } from "../store/api-clients.ts";
import { appendAudit } from "../store/audit-events.ts";
import { findPersonInGroups } from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { newSecret } from "./new-secret.ts";

export type NewApiClient = { name: string; personId: string; scopes: readonly string[] };

/** What may be shown of a client: never the hash. */
export type ShownApiClient = Omit<ApiClient, "secretHash">;

const longestName = 100;

/**
 * Makes an API client that acts as one person, within some scopes, and answers its secret: here, once, and never again.
 * `actor` says who is to be named in the audit log.
 */
export const createApiClient = async (
  ctx: CommandContext,
  facts: { actor: Actor; client: NewApiClient },
): Promise<{ client: ShownApiClient; secret: string }> => {
  const { personId } = facts.client;
  const name = facts.client.name.trim();
  const granted = [...new Set(facts.client.scopes)].sort();
  const reasons = [wrongName(name), ...granted.map(wrongScope), granted.length === 0 ? noScope : undefined];
  const [first, ...rest] = reasons.filter((reason) => reason !== undefined);
  if (first) throw new Refusal("invalid", [first, ...rest]);
  const secret = newSecret();
  const shown = { id: ctx.ids.newId(), name, personId, scopes: granted, createdAt: ctx.clock.now(), revokedAt: null };
  await ctx.db.transaction().execute(async (trx) => {
    const person = await findPersonInGroups(trx, personId);
    if (!person || !isPresent(person)) throw new Refusal("invalid", [noPerson]);
    await insertApiClient(trx, { ...shown, secretHash: secretHash(secret) });
    await appendAudit(trx, { at: shown.createdAt, newId: ctx.ids.newId }, [
      {
        actor: facts.actor,
        action: "api-client.created",
        subject: { kind: "api-client", id: shown.id },
        personId,
        data: { name, scopes: granted },
      },
    ]);
  });
  return { client: shown, secret };
};

const wrongName = (name: string) =>
  name.length > 0 && name.length <= longestName && !/\p{Cc}/u.test(name)
    ? undefined
    : refuse("api-client.name-invalid", `Give the client a name of 1 to ${longestName} characters.`, "name");

const wrongScope = (scope: string) =>
  isScope(scope)
    ? undefined
    : refuse("scope.unknown", `There is no scope “${scope}”. There are: ${scopes.join(", ")}.`, "scopes");

const noScope = refuse("scope.missing", `Name at least one scope. There are: ${scopes.join(", ")}.`, "scopes");

const noPerson = refuse(
  "person.not-found",
  "There is no such person in Identity Center, or they are disabled.",
  "personId",
);
