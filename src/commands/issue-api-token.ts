import { isPresent } from "../core/directory.ts";
import { isSecret, secretHash } from "../core/secret-hash.ts";
import { addMilliseconds } from "../core/time.ts";
import { deleteExpiredApiTokens, findApiClient, insertApiToken } from "../store/api-clients.ts";
import { appendAudit } from "../store/audit-events.ts";
import { findPersonInGroups } from "../store/people.ts";
import type { CommandContext } from "./context.ts";
import { newSecret } from "./new-secret.ts";
import { recordRefusedToken } from "./record-refused-token.ts";

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
 * RFC 6749 §5.2; which of id, secret, revocation and person was wrong is not told. Both ends are audit events.
 */
export const issueApiToken = async (
  ctx: CommandContext,
  facts: Facts,
): Promise<IssuedToken | "invalid_client" | "invalid_scope"> => {
  const client = await findApiClient(ctx.db, facts.clientId);
  const knowsSecret = isSecret(facts.clientSecret, client?.secretHash ?? nobodysHash);
  const refused = async <E extends "invalid_client" | "invalid_scope">(error: E): Promise<E> => {
    await recordRefusedToken(ctx, { client, error });
    return error;
  };
  if (!client || !knowsSecret || client.revokedAt !== null) return refused("invalid_client");
  const person = await findPersonInGroups(ctx.db, client.personId);
  if (!person || !isPresent(person)) return refused("invalid_client");
  const scopes = facts.scopes ? [...new Set(facts.scopes)] : client.scopes;
  if (!scopes.every((scope) => client.scopes.includes(scope))) return refused("invalid_scope");
  const token = newSecret();
  const now = ctx.clock.now();
  await deleteExpiredApiTokens(ctx.db, now);
  const isKept = await ctx.db.transaction().execute(async (trx) => {
    const expiresAt = addMilliseconds(now, facts.lifeMs);
    const row = { tokenHash: secretHash(token), clientId: client.id, scopes, createdAt: now, expiresAt };
    if (!(await insertApiToken(trx, row))) return false;
    await appendAudit(trx, { at: now, newId: () => ctx.ids.newId() }, [
      {
        actor: { kind: "person", id: person.id, via: client.id },
        action: "api-token.issued",
        subject: { kind: "api-client", id: client.id },
        personId: person.id,
        data: { scopes, expiresAt },
      },
    ]);
    return true;
  });
  return isKept ? { token, scopes, expiresInSeconds: Math.floor(facts.lifeMs / 1_000) } : refused("invalid_client");
};
