import { isPresent, type PersonInGroups } from "../core/directory.ts";
import { isScope, type ScopeName } from "../core/scopes.ts";
import { secretHash } from "../core/secret-hash.ts";
import { findApiToken } from "../store/api-clients.ts";
import { findPersonInGroups } from "../store/people.ts";
import { findRights, type Rights } from "../store/standing.ts";
import type { CommandContext } from "./context.ts";

/** For whom the bearer of this token acts, what gives them rights, by which client, and within which scopes; undefined when the token is no good (any more). */
export const useApiToken = async (
  ctx: CommandContext,
  facts: { token: string },
): Promise<
  { person: PersonInGroups; rights: Rights; clientId: string; scopes: ReadonlySet<ScopeName> } | undefined
> => {
  const token = await findApiToken(ctx.db, { tokenHash: secretHash(facts.token), at: ctx.clock.now() });
  const person = token && (await findPersonInGroups(ctx.db, token.personId));
  if (!person || !isPresent(person)) return undefined;
  const rights = await findRights(ctx.db, person);
  return { person, rights, clientId: token.clientId, scopes: new Set(token.scopes.filter(isScope)) };
};
