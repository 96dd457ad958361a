import { isPresent } from "../core/directory.ts";
import { isSecret, secretHash } from "../core/secret-hash.ts";
import { addMilliseconds } from "../core/time.ts";
import { deleteExpiredApiTokens, findApiClient, insertApiToken } from "../store/api-clients.ts";
import { findPersonInGroups } from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { newSecret } from "./new-secret.ts";

type Facts = {
  clientId: string;
  clientSecret: string;
  /** Absent: all the client may have. */
  scopes?: readonly string[];
  lifeMs: number;
};

export type IssuedToken = { token: string; scopes: string[]; expiresInSeconds: number };

/** The hash of nothing: comparing with it makes an unknown client take as long as a wrong secret. */
const nobodysHash = secretHash("");

/**
 * A new token for a client that knows its secret and is not revoked, and whose person is still there. The two refusals are those of
 * RFC 6749 §5.2; which of id, secret, revocation and person was wrong is not told.
 */
export const issueApiToken = async (
  ctx: CommandContext,
  facts: Facts,
): Promise<IssuedToken | "invalid_client" | "invalid_scope"> => {
  const client = await findApiClient(ctx.db, facts.clientId);
  const knowsSecret = isSecret(facts.clientSecret, client?.secretHash ?? nobodysHash);
  if (!client || !knowsSecret || client.revokedAt !== null) return "invalid_client";
  const person = await findPersonInGroups(ctx.db, client.personId);
  if (!person || !isPresent(person)) return "invalid_client";
  const scopes = facts.scopes ? [...new Set(facts.scopes)] : client.scopes;
  if (!scopes.every((scope) => client.scopes.includes(scope))) return "invalid_scope";
  const token = newSecret();
  const now = ctx.clock.now();
  await deleteExpiredApiTokens(ctx.db, now);
  const isKept = await ctx.db.transaction().execute((trx) =>
    insertApiToken(trx, {
      tokenHash: secretHash(token),
      clientId: client.id,
      scopes,
      createdAt: now,
      expiresAt: addMilliseconds(now, facts.lifeMs),
    }),
  );
  return isKept ? { token, scopes, expiresInSeconds: Math.floor(facts.lifeMs / 1_000) } : "invalid_client";
};
