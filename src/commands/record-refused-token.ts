import type { AuditEntry } from "../core/audit.ts";
import { addMilliseconds } from "../core/time.ts";
import type { ApiClient } from "../store/api-clients.ts";
import { appendAudit } from "../store/audit-events.ts";
import { happenedSince, holdAuditHead } from "../store/audit-recency.ts";
import type { CommandContext } from "./context.ts";

const onceInMs = 60_000;

/** The clients there are not count as one: whoever makes up ids must not be able to fill the log. */
const unknownClient = "unknown";

/**
 * Writes that a token was refused: at most once a minute for each client, however often and however simultaneously it tries. A client
 * with an old secret tries for ever, and the log is for people.
 */
export const recordRefusedToken = async (
  ctx: CommandContext,
  facts: { client: Pick<ApiClient, "id" | "personId"> | undefined; error: string },
): Promise<void> => {
  const { client, error } = facts;
  const at = ctx.clock.now();
  const subjectId = client?.id ?? unknownClient;
  const recent = { action: "api-token.refused", subjectId, since: addMilliseconds(at, -onceInMs) };
  if (await happenedSince(ctx.db, recent)) return;
  const entry: AuditEntry = {
    actor: { kind: "anonymous" },
    action: recent.action,
    subject: { kind: "api-client", id: subjectId },
    ...(client ? { personId: client.personId } : {}),
    data: { error },
  };
  await ctx.db.transaction().execute(async (trx) => {
    await holdAuditHead(trx);
    if (await happenedSince(trx, recent)) return;
    await appendAudit(trx, { at, newId: () => ctx.ids.newId() }, [entry]);
  });
};
